import { isNestedTooDeep, maxNestingDepth } from '@pulso/local/machine';
import { AwsError } from '@pulso/world/aws';
import * as z from 'zod/mini';

import { type ServiceCall } from './service';

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

/**
 * Reads the body of a JSON 1.0 or JSON 1.1 call.
 *
 * @param body - The bytes as received. An empty body counts as `{}`.
 * @returns The members of the request, nothing about them checked.
 * @throws {AwsError} SerializationException: no JSON, no object, or nested too deeply. Not retryable.
 */
export function readJsonBody(body: Buffer): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  const value = parse(body.toString('utf8'));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AwsError('SerializationException', 'The request body is not a JSON object.');
  }
  if (isNestedTooDeep(value)) {
    throw new AwsError('SerializationException', `The request body is nested deeper than ${maxNestingDepth} levels.`);
  }
  return value as Record<string, unknown>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AwsError('SerializationException', `The request body is not JSON: ${(error as Error).message}`);
  }
}
