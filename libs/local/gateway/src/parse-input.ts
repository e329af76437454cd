import { isNestedTooDeep, maxNestingDepth } from './http/serve-on-loopback';
import { AwsError, checkMembers } from '@pulso/world/aws';
import type * as z from 'zod/mini';

import { type ServiceCall } from './service';

/**
 * Reads the members of a request in JSON.
 *
 * @param schema - The members that are emulated.
 * @param code - Of the error.
 * @throws {AwsError} As {@link checkMembers}, or SerializationException. Not retryable.
 */
export const parseInput = <Schema extends z.ZodMiniObject>(
  schema: Schema,
  { body, operation }: Pick<ServiceCall, 'body' | 'operation'>,
  code: string,
): z.output<Schema> => checkMembers(schema, readJsonBody(body), { operation, code });

/**
 * Reads the body of a JSON 1.0 or JSON 1.1 call.
 *
 * @param body - The bytes as received. An empty body counts as `{}`.
 * @returns The members of the request, unchecked.
 * @throws {AwsError} SerializationException: not a JSON object, or nested too deeply. Not retryable.
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
