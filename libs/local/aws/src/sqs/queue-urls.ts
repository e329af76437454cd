import { localAccountId } from '../local-account';

/**
 * @param endpoint - The gateway's URL, for example `http://127.0.0.1:4566`.
 * @returns The URL to configure for a queue. Its host decides where the SDK's client sends the request.
 */
export function localQueueUrl(endpoint: string, queueName: string): string {
  return `${endpoint}/${localAccountId}/${queueName}`;
}
