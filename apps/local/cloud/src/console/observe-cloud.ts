import { type CloudObserver } from '../cloud/cloud-observer';
import { type EventLog } from './event-log';

/**
 * Writes what happens in a local cloud into the log that the event stream reads.
 *
 * @param nowMs - The local cloud's time; denials and mails bring none.
 */
export function observeCloud(log: EventLog, nowMs: () => number): Partial<CloudObserver> {
  return {
    onLog: ({ timestamp, logGroupName, message }) =>
      log.append({ type: 'log', atMs: timestamp, logGroup: logGroupName, message }),
    onAlarm: ({ atMs, name, state }) => log.append({ type: 'alarm', atMs, name, state }),
    onInjected: ({ atMs, kind, target }) => log.append({ type: 'fault', atMs, kind, target }),
    onMail: () => log.append({ type: 'mail', atMs: nowMs() }),
    onWebhookCall: ({ atMs, name }) => log.append({ type: 'webhook-call', atMs, name }),
    onDenied: ({ action, resource }) => log.append({ type: 'denied', atMs: nowMs(), action, resource }),
    onPeopleEvent: (event) => log.append({ type: 'people', atMs: nowMs(), event }),
  };
}
