import { type LogFields } from '../logging/log';

/** The fields of this product's messages that say what a message is about, and hold no text of a person. */
const idNames = ['type', 'runId', 'queryId', 'reportId', 'requestId'];

const maxIdLength = 200;

/**
 * Tells what a message is about, for a log line about its failure, whether or not it can be read: by its run's id one run
 * is followed over all services.
 *
 * @param body - As it came. Nothing else of it is looked at.
 * @returns Only what is there: nothing of a body that is no JSON object.
 */
export function messageIdsOf(body: string): LogFields {
  let message: unknown;
  try {
    message = JSON.parse(body);
  } catch {
    return {};
  }
  if (typeof message !== 'object' || message === null) return {};
  const ids = idNames.map((name) => [name, Reflect.get(Object(message), name)] as const);
  return Object.fromEntries(
    ids.flatMap(([name, id]) => (typeof id === 'string' ? [[name, id.slice(0, maxIdLength)]] : [])),
  );
}
