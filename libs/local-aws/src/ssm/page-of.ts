import { AwsError } from '../service';

/** Cuts a page out of a list. @throws {AwsError} ValidationException or InvalidNextToken. Not retryable. */
export function pageOf<T>(
  all: readonly T[],
  {
    MaxResults: size,
    NextToken: token = 'at-0',
  }: { readonly MaxResults?: number | undefined; readonly NextToken?: string | undefined },
  most: number,
): { readonly items: readonly T[]; readonly NextToken?: string } {
  if (size !== undefined && (size < 1 || size > most)) {
    throw new AwsError('ValidationException', `MaxResults must be 1 to ${most}.`);
  }
  const offset = /^at-(\d{1,9})$/.exec(token)?.[1];
  if (offset === undefined) throw new AwsError('InvalidNextToken', 'The specified token is not valid.');
  const start = Number(offset);
  const end = start + (size ?? most);
  return { items: all.slice(start, end), ...(end < all.length && { NextToken: `at-${end}` }) };
}
