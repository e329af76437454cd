import { pageOf as pageOfList } from '../page-of';
import { AwsError } from '../service';

const invalidToken = (): AwsError => new AwsError('InvalidNextToken', 'The specified token is not valid.');

/** Cuts a page out of a list. @throws {AwsError} ValidationException or InvalidNextToken. Not retryable. */
export function pageOf<T>(
  all: readonly T[],
  {
    MaxResults,
    NextToken: token,
  }: { readonly MaxResults?: number | undefined; readonly NextToken?: string | undefined },
  most: number,
): { readonly items: readonly T[]; readonly NextToken?: string } {
  const size = MaxResults ?? most;
  if (size < 1 || size > most) throw new AwsError('ValidationException', `MaxResults must be 1 to ${most}.`);
  const { items, nextToken } = pageOfList(all, { size, token }, invalidToken);
  return { items, ...(nextToken !== undefined && { NextToken: nextToken }) };
}
