import { randomBytes } from 'node:crypto';

import { type Handlers } from '@pulso/local/console-api';
import { type MapPositions } from '@pulso/adapters/node-runtime';

import { type CloudObserver, observeTogether } from '../cloud/cloud-observer';
import { type LocalCloud } from '../cloud/local-cloud';
import { listenAt } from '../cloud/start-part';
import { createChatHandlers } from './chat-handlers';
import { createPostedHandlers, readCloudFile } from './console-files';
import { createHealthHandlers } from './cloud/health-handlers';
import { createPartHandlers } from './cloud/part-handlers';
import { createScheduleHandlers } from './cloud/schedule-handlers';
import { EventLog } from './event-log';
import { Heard } from './heard';
import { createQuestionsHandlers } from './questions-handlers';
import { createRunsHandlers } from './runs-handlers';
import { type Console, startConsole } from './start-console';

/** Where the page is built to, from the repository's root. */
const pageFolder = 'dist/apps/local/console';

/** A console that is not served yet: its observer goes to the local cloud that it will show. */
interface PreparedConsole {
  readonly observer: Partial<CloudObserver>;
  /** Says what the local cloud is busy with before a person can use it; undefined: nothing. */
  setActivity(activity: string | undefined): void;
  /** Says why the edited sources can't be built; empty: they can. */
  setBuildErrors(errors: readonly string[]): void;
  /**
   * Serves it; at the same address as before when it was served at this port already.
   *
   * @param port - undefined: a free one.
   * @throws {LocalCloudError} The port can't be had.
   */
  serve(cloud: LocalCloud, port: number | undefined, onDefect: (error: unknown) => void): Promise<Console>;
}

/**
 * Prepares the console of a local cloud that is about to start, so that it misses nothing of it.
 *
 * @param mapPositions - Leads from positions in bundles to the source.
 */
export function prepareConsole(mapPositions: MapPositions): PreparedConsole {
  const [events, heard] = [new EventLog(), new Heard(mapPositions)];
  const token = randomBytes(16).toString('base64url');
  let [activity, buildErrors]: [string | undefined, readonly string[]] = [undefined, []];
  const tellOverview = (): void => events.append({ type: 'overview', atMs: Date.now() });
  return {
    // A page that asks about a run as it hears of it must find it there. Date follows the local cloud's clock.
    observer: observeTogether([heard, observeCloud(events, () => Date.now())]),
    setActivity: (next) => {
      activity = next;
      tellOverview();
    },
    setBuildErrors: (errors) => {
      buildErrors = errors;
      tellOverview();
    },
    serve: (cloud, port, onDefect) => {
      const handlers: Handlers = {
        overview: () => ({
          stage: cloud.stage,
          nowMs: cloud.clock.nowMs(),
          bot: { name: cloud.botApi.bot.first_name },
          ringingAlarms: cloud.alarms().flatMap(({ alarm, state }) => (state === 'ALARM' ? [alarm.name] : [])),
          areFaultsOn: cloud.faultPlan.planned() !== undefined,
          ...(activity !== undefined && { activity }),
          buildErrors,
        }),
        ...createPartHandlers(cloud, heard),
        ...createScheduleHandlers(cloud, () => activity),
        ...createHealthHandlers(cloud, tellOverview),
        ...createQuestionsHandlers(cloud),
        ...createChatHandlers(cloud, heard),
        ...createPostedHandlers(cloud),
        ...createRunsHandlers(cloud, heard),
      };
      return listenAt(port, 'console', (chosenPort) =>
        startConsole({
          ...{ token, port: chosenPort, folder: pageFolder, handlers, events, onDefect },
          readFile: (path) => readCloudFile(cloud, path),
          nowMs: () => cloud.clock.nowMs(),
        }),
      );
    },
  };
}

/**
 * Writes what happens in a local cloud into the log that the event stream reads.
 *
 * @param nowMs - The local cloud's time; denials and mails bring none.
 */
function observeCloud(log: EventLog, nowMs: () => number): Partial<CloudObserver> {
  return {
    onLog: ({ timestamp, logGroupName, message }) =>
      log.append({ type: 'log', atMs: timestamp, logGroup: logGroupName, message }),
    onAlarm: ({ atMs, name, state }) => log.append({ type: 'alarm', atMs, name, state }),
    onInjected: ({ atMs, kind, target }) => log.append({ type: 'fault', atMs, kind, target }),
    onMail: () => log.append({ type: 'posted', atMs: nowMs() }),
    onWebhookCall: ({ atMs }) => log.append({ type: 'posted', atMs }),
    onDenied: ({ action, resource }) => log.append({ type: 'denied', atMs: nowMs(), action, resource }),
    onPeopleEvent: (event) => log.append({ type: 'people', atMs: nowMs(), event }),
  };
}
