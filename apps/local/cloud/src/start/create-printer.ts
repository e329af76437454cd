import { resourceName } from '@pulso/contracts/envelope';
import { type MapPositions, createMapPositions, readSourceMapIn } from '@pulso/operator/command-line';

import { type CloudObserver } from '../cloud/cloud-observer';
import { LocalCloudError } from '../errors';
import { createCloudLines, createTelegramLines } from './render-line';
import { createLogLines } from './render-log-line';

/** Takes a line. `isProblem`: a person must read it whenever it comes. */
export type PrintLine = (line: string, isProblem?: 'problem') => void;

interface PrinterOptions {
  readonly colours: boolean;
  readonly stage: string;
  /** Leads from positions in bundles to the source. */
  readonly mapPositions: MapPositions;
}

/** Prints what happens in a local cloud, a line each. */
export function createPrinter(
  { colours, stage, mapPositions }: PrinterOptions,
  print: PrintLine,
): Omit<CloudObserver, 'onAsynchronousEvent' | 'onInvocationEnd' | 'onInvocationStart' | 'onMessage'> {
  const logLine = createLogLines({ colours, prefix: resourceName(stage, ''), mapPositions });
  const telegramLine = createTelegramLines(colours);
  const cloudLines = createCloudLines(colours);
  return {
    // Date follows the local cloud's clock.
    onDenied: (denial) => print(cloudLines.denied(denial, Date.now()), 'problem'),
    onInjected: (fault) => print(cloudLines.fault(fault)),
    onAlarm: (change) => print(cloudLines.alarm(change)),
    onMail: (mail) => print(cloudLines.mail(mail, Date.now())),
    onWebhookCall: (call) => print(cloudLines.webhook(call)),
    onFault: (error) => print(describe(error), 'problem'),
    onLog: (event) => print(logLine(event)),
    onPeopleEvent: (event, chatName) => {
      const line = telegramLine(event, chatName, Date.now());
      if (line !== undefined) print(line);
    },
  };
}

/** What the user can do something about is said in its own words. */
export function describe(error: unknown): string {
  if (error instanceof LocalCloudError) return error.message;
  return `The local cloud itself has failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** Leads from stack frames to the sources of the code that runs now. */
interface CurrentPositions {
  readonly map: MapPositions;
  /** Of a file in the package of a service, from now on. */
  replace(service: string, file: string, sourceMap: string): void;
}

/** @param root - Folder of the repository, where the maps of the code lie that runs at first. */
export function createCurrentPositions(root: string): CurrentPositions {
  const readBuilt = readSourceMapIn(root);
  const replaced = new Map<string, string>();
  const create = (): MapPositions =>
    createMapPositions((service, file) => replaced.get(`${service}/${file}`) ?? readBuilt(service, file));
  let mapPositions = create();
  return {
    map: (service, text) => mapPositions(service, text),
    replace: (service, file, sourceMap) => {
      replaced.set(`${service}/${file}`, sourceMap);
      mapPositions = create();
    },
  };
}
