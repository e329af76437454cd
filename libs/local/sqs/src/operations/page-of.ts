import { invalidValue } from '../errors';

const maxResults = 1000;

/** One page of a list of queues. */
export interface QueuePage<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/**
 * Cuts a page out of a list of queues, which is ordered by name so that a token means the same after a queue was added.
 *
 * Without MaxResults the first thousand come and no token, as on AWS.
 *
 * @throws {SqsError} InvalidParameterValue.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html
 */
export function pageOf<T extends { readonly name: string }>(
  all: readonly T[],
  {
    MaxResults: size,
    NextToken: token,
  }: { readonly MaxResults?: number | undefined; readonly NextToken?: string | undefined },
): QueuePage<T> {
  if (size !== undefined && (size < 1 || size > maxResults)) {
    throw invalidValue(
      `Value for parameter MaxResults is invalid. Reason: MaxResults must be an integer between 1 and ${maxResults}.`,
    );
  }
  if (size === undefined && token !== undefined) {
    throw invalidValue('MaxResults must be set to use NextToken.');
  }
  const after = token === undefined ? '' : Buffer.from(token, 'base64').toString('utf8');
  const rest = [...all].sort((left, right) => (left.name < right.name ? -1 : 1)).filter(({ name }) => name > after);
  const items = rest.slice(0, size ?? maxResults);
  const isCut = size !== undefined && items.length < rest.length;
  return { items, nextToken: isCut ? Buffer.from(items.at(-1)?.name ?? '').toString('base64') : undefined };
}
