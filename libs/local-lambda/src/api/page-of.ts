import { AwsError } from '@pulso/local-aws';

/** Where a page of a list starts and how long it is. */
export interface PageRequest {
  readonly size: number;
  /** From the page before; absent at the start. */
  readonly token: string | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Absent at the end. */
  readonly nextToken?: string;
}

/** Reads a whole number from a query string. @throws {AwsError} `errorCode`: none, or out of range. Not retryable. */
export function pageSizeIn(
  query: URLSearchParams,
  name: string,
  { most, standard, errorCode }: { readonly most: number; readonly standard: number; readonly errorCode: string },
): number {
  const text = query.get(name);
  if (text === null) return standard;
  const size = Number(text);
  if (/^\d{1,6}$/.test(text) && size >= 1 && size <= most) return size;
  throw new AwsError(
    errorCode,
    `1 validation error detected: Value '${text.slice(0, 100)}' at '${name}' failed to satisfy constraint: Member must be 1 to ${most}`,
  );
}

/** Cuts a page out of a list whose order stays. @throws {AwsError} `errorCode`: a token that is none of ours. Not retryable. */
export function pageOf<T>(all: readonly T[], { size, token }: PageRequest, errorCode: string): Page<T> {
  const text = token === undefined ? 'at-0' : Buffer.from(token, 'base64').toString('utf8');
  const offset = /^at-(\d{1,9})$/.exec(text)?.[1];
  if (offset === undefined) throw new AwsError(errorCode, 'The token of the next page is invalid.');
  const start = Number(offset);
  const end = start + size;
  return {
    items: all.slice(start, end),
    ...(end < all.length && { nextToken: Buffer.from(`at-${end}`).toString('base64') }),
  };
}
