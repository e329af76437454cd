import * as z from 'zod/mini';

import { readJsonBody } from './read-json-body';
import { AwsError, type ServiceCall } from './service';

/**
 * Reads the members of a request in JSON. Null counts as missing.
 *
 * @param schema - The members that are emulated.
 * @param code - Of the error.
 * @throws {AwsError} `code`: names the members that are not emulated, or the first that is wrong. Not retryable.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function parseInput<Schema extends z.ZodMiniObject>(
  schema: Schema,
  { body, operation }: Pick<ServiceCall, 'body' | 'operation'>,
  code: string,
): z.output<Schema> {
  const input = Object.fromEntries(Object.entries(readJsonBody(body)).filter(([, value]) => value !== null));
  const foreign = Object.keys(input).filter((name) => !Object.hasOwn(schema.shape, name));
  if (foreign.length > 0) {
    throw new AwsError(code, `The local cloud does not emulate the parameter ${foreign.join(', ')} of ${operation}.`);
  }
  const result = z.safeParse(schema, input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.map(String).join('.') ?? '';
  throw new AwsError(code, `1 validation error detected: the parameter ${path} of ${operation} is missing or wrong.`);
}
