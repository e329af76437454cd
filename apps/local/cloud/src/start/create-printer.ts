import { resourceName } from '@pulso/contracts/envelope';
import { type MapPositions, createMapPositions, readSourceMapIn } from '@pulso/adapters/node-runtime';

import { alarmText } from '../alarms/alarm-change';
import { type CloudObserver } from '../cloud/cloud-observer';
import { LocalCloudError } from '../errors';
import { readMail } from '../posted/read-mail';
import { type WatchLine } from '../watch/start-watch';
import { type Line, lineRenderer, problemColours, telegramLineOf } from './render-line';
import { createLogLines } from './render-log-line';

/** Takes a line. `isProblem`: a person must read it whenever it comes. */
export type PrintLine = (line: string, isProblem?: 'problem') => void;

interface PrinterOptions {
  readonly colours: boolean;
  readonly stage: string;
  /** Leads from positions in bundles to the source. */
  readonly mapPositions: MapPositions;
}

type Silent = 'onAsynchronousEvent' | 'onInvocationEnd' | 'onInvocationStart' | 'onMessage';

interface Printer extends Omit<CloudObserver, Silent> {
  /** What has become of an edit of the sources. */
  onEdit(line: WatchLine): void;
}

/** Bright yellow and bright blue, which no function has. */
const [faultColour, postColour] = [93, 94];

/** Green. */
const overColour = 32;

const problemColour = problemColours['ERROR'];

/** Prints what happens in a local cloud, a line each, in the columns of the functions' log lines. */
export function createPrinter({ colours, stage, mapPositions }: PrinterOptions, print: PrintLine): Printer {
  const render = lineRenderer(colours);
  const logLine = createLogLines({ colours, prefix: resourceName(stage, ''), mapPositions });
  // Date follows the local cloud's clock.
  const say = (name: string, text: string, line: Partial<Line> = {}, isProblem?: 'problem'): void =>
    print(render({ atMs: Date.now(), name, text, ...line }), isProblem);
  return {
    onDenied: ({ message }) => say('denied', message, { textColour: problemColour }, 'problem'),
    onInjected: ({ atMs, kind, target }) => say('fault', `${kind} ${target}`, { atMs, nameColour: faultColour }),
    onAlarm: (change) => {
      const textColour = change.state === 'ALARM' ? problemColour : overColour;
      say('alarm', alarmText(change), { atMs: change.atMs, textColour });
    },
    onMail: ({ path, message }) =>
      say('mail', `${path}  to ${readMail(message).headers['to'] ?? ''}`, { nameColour: postColour }),
    onWebhookCall: ({ atMs, name, headers, body }) => {
      const text = `${name}  ${String(headers['pulso-delivery'] ?? '')}  ${body}`;
      say('webhook', text, { atMs, nameColour: postColour });
    },
    onOutwardCall: ({ atMs, text, isRefused }) =>
      say('outward', text, { atMs, ...(isRefused ? { textColour: problemColour } : { nameColour: postColour }) }),
    onFault: (error) => print(describe(error), 'problem'),
    onLog: (event) => print(logLine(event)),
    onPeopleEvent: (event, chatName) => {
      const line = telegramLineOf(event, chatName);
      if (line) say('telegram', line.text, line);
    },
    onEdit: ({ text, isProblem }) => say('watch', text, { textColour: isProblem ? problemColour : overColour }),
  };
}

/** What the user can do something about is said in its own words. */
function describe(error: unknown): string {
  if (error instanceof LocalCloudError) return error.message;
  return `The local cloud itself has failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/**
 * Leads from stack frames to the sources of the code that runs now.
 *
 * @param root - Folder of the repository, where the maps of the code lie that runs at first.
 */
export function createCurrentPositions(root: string) {
  const readBuilt = readSourceMapIn(root);
  const replaced = new Map<string, string>();
  const create = (): MapPositions =>
    createMapPositions((service, file) => replaced.get(`${service}/${file}`) ?? readBuilt(service, file));
  let mapPositions = create();
  return {
    map: (service: string, text: string): string => mapPositions(service, text),
    /** Of a file in the package of a service, from now on. */
    replace: (service: string, file: string, sourceMap: string): void => {
      replaced.set(`${service}/${file}`, sourceMap);
      mapPositions = create();
    },
  };
}
