import { type AwsError } from './aws-error';

/** One page of a list, and where the next one starts. */
interface Page<T> {
  readonly items: readonly T[];
  /** Absent at the end. */
  readonly nextToken?: string;
}

/** Where a page of a list starts and how long it is. */
interface PageRequest {
  readonly size: number;
  /** From the page before; absent at the start. */
  readonly token: string | undefined;
}

/**
 * Cuts a page out of a list. A token is a position in the list, so entries added between two calls may shift pages.
 *
 * @param refusal - The error for an unknown token.
 * @throws {AwsError} That refusal. Not retryable.
 */
export function pageOf<T>(all: readonly T[], { size, token }: PageRequest, refusal: () => AwsError): Page<T> {
  const offset = token === undefined ? '0' : /^at-(\d{1,9})$/.exec(token)?.[1];
  if (offset === undefined) throw refusal();
  const start = Number(offset);
  const end = start + size;
  return { items: all.slice(start, end), ...(end < all.length && { nextToken: `at-${end}` }) };
}
