import { AwsError } from '../service';
import { localAccountId } from '../local-account';

/**
 * @param endpoint - The gateway's URL, for example `http://127.0.0.1:4566`.
 * @returns The URL to configure for a queue. Its host decides where the SDK's client sends the request.
 */
export function localQueueUrl(endpoint: string, queueName: string): string {
  return `${endpoint}/${localAccountId}/${queueName}`;
}

/** @returns The URL that the engine finds its queues by: host and port mean nothing to it. */
export const engineQueueUrl = (queueName: string): string => localQueueUrl('http://127.0.0.1', queueName);

/**
 * @param queueUrl - As a client sent it.
 * @throws {AwsError} InvalidAddress or QueueDoesNotExist, as for any URL that is none of this account. Not retryable.
 */
export function queueNameOf(queueUrl: string): string {
  if (!URL.canParse(queueUrl)) {
    throw new AwsError('InvalidAddress', `The address ${queueUrl.slice(0, 200)} is not valid for this endpoint.`, {
      status: 404,
    });
  }
  const [account, name, ...rest] = new URL(queueUrl).pathname.split('/').slice(1);
  if (account !== localAccountId || name === undefined || rest.length > 0) throw queueDoesNotExist();
  return name;
}

export const queueDoesNotExist = (): AwsError =>
  new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
