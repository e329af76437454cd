import { type QueueMessage } from '@pulso/kit/runtime';

import { names } from '../services/names';
import { type World } from './world';

/** Later than any version that a reader knows. */
const laterVersion = 99;

/** What the versions before did not write, wherever it stands in a message. */
const newFields: ReadonlySet<string> = new Set([
  ...['noRecords', 'pace', 'waitMs', 'omittedRowCount'],
  ...['earlier', 'parts', 'windowsAgo'],
]);

/** @returns A message as a reader gets it whose senders were deployed after it, or have not been deployed yet. */
export function ofOtherVersion(message: QueueMessage, world: World, queueName: string): QueueMessage {
  const { mix } = world;
  if (mix.isStruck('newer-messages', queueName)) {
    world.countFault('newer-messages', consumerOf(queueName));
    return { ...message, body: JSON.stringify({ ...JSON.parse(message.body), schemaVersion: laterVersion }) };
  }
  if (mix.isStruck('older-messages', queueName)) {
    const reviver = (key: string, value: unknown): unknown => (newFields.has(key) ? undefined : value);
    return { ...message, body: JSON.stringify(JSON.parse(message.body, reviver)) };
  }
  return message;
}

const consumerOf = (queueName: string): string =>
  queueName === names.queryJobsQueue ? 'query-worker' : queueName === names.runEventsQueue ? 'aggregator' : 'notifier';
