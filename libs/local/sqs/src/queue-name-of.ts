import { queueDoesNotExist, SqsError } from './errors';

/**
 * @param queueUrl - As a client sent it. Its host does not matter.
 * @throws {SqsError} InvalidAddress, or QueueDoesNotExist: a URL of another account or form.
 */
export function queueNameOf(queueUrl: string, accountId: string): string {
  if (!URL.canParse(queueUrl)) {
    throw new SqsError('InvalidAddress', `The address ${queueUrl.slice(0, 200)} is not valid for this endpoint.`, 404);
  }
  const [account, name, ...rest] = new URL(queueUrl).pathname.split('/').slice(1);
  if (account !== accountId || name === undefined || rest.length > 0) throw queueDoesNotExist();
  return name;
}
