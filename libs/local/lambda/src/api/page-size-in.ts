import { AwsError } from '@pulso/local/aws';

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
