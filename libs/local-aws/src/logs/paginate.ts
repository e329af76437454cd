import { invalidParameter } from './read-input';

/** One page of a list, and where the next one starts. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

/**
 * Cuts a page out of a list. A token is a place in the list, so entries that are added in between may shift pages.
 *
 * @param token - From the page before.
 * @throws {AwsError} InvalidParameterException: the token is none of ours. Not retryable.
 */
export function paginate<T>(all: readonly T[], pageSize: number, token: string | undefined): Page<T> {
  const start = startOf(token);
  const end = start + pageSize;
  return { items: all.slice(start, end), ...(end < all.length && { nextToken: `at-${end}` }) };
}

/** @returns Where the page of a token starts; 0 without one. @throws {AwsError} As {@link paginate}. */
export function startOf(token: string | undefined): number {
  if (token === undefined) return 0;
  const offset = /^at-(\d{1,9})$/.exec(token)?.[1];
  if (offset === undefined) throw invalidParameter('The specified nextToken is invalid.');
  return Number(offset);
}
