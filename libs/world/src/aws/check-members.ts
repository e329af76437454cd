import * as z from 'zod/mini';

import { AwsError } from './aws-error';

/**
 * Checks the members of a request: names and types. Null counts as missing.
 *
 * @param schema - The members that are emulated.
 * @param input - As parsed from a request, nothing checked.
 * @param code - Of the error.
 * @throws {AwsError} `code`: names the members that are not emulated, or the first wrong one. Not retryable.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function checkMembers<Schema extends z.ZodMiniObject>(
  schema: Schema,
  input: Readonly<Record<string, unknown>>,
  { operation, code }: { readonly operation: string; readonly code: string },
): z.output<Schema> {
  const members = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
  const foreign = Object.keys(members).filter((name) => !Object.hasOwn(schema.shape, name));
  if (foreign.length > 0) {
    throw new AwsError(code, `The local cloud does not emulate the parameter ${foreign.join(', ')} of ${operation}.`);
  }
  const result = z.safeParse(schema, members);
  if (result.success) return result.data;
  const path = result.error.issues[0]?.path.map(String).join('.') ?? '';
  throw new AwsError(code, `1 validation error detected: the parameter ${path} of ${operation} is missing or wrong.`);
}
