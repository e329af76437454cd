import * as z from 'zod/mini';

import { AwsError } from './service';

/**
 * Reads the members of a request that a schema has; others are ignored.
 *
 * @param code - Of the error.
 * @throws {AwsError} `code`: names the first member that is wrong. Not retryable.
 */
export function parseInput<Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
  code: string,
): z.output<Schema> {
  const result = z.safeParse(schema, input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new AwsError(code, issue ? validationMessage(issue, input) : 'The request is invalid.');
}

/**
 * Says what is wrong with a request in the words of AWS, which counts the members of lists from 1.
 *
 * @param issue - The first that the schema has found in `input`.
 */
function validationMessage(issue: z.core.$ZodIssue, input: unknown): string {
  const value = issue.path.reduce<unknown>(
    (within, key) => (within as Record<PropertyKey, unknown> | undefined)?.[key],
    input,
  );
  const path = issue.path.map((key) => (typeof key === 'number' ? `${key + 1}.member` : String(key))).join('.');
  const at = `at '${path.charAt(0).toLowerCase()}${path.slice(1)}' failed to satisfy constraint`;
  if (value === undefined || value === null) {
    return `1 validation error detected: Value null ${at}: Member must not be null`;
  }
  const shown = typeof value === 'object' ? '' : ` '${String(value).slice(0, 200)}'`;
  return `1 validation error detected: Value${shown} ${at}: ${constraintOf(issue)}`;
}

function constraintOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return `Member must have ${measureOf(issue.origin)} less than or equal to ${issue.maximum}`;
    case 'too_small':
      return `Member must have ${measureOf(issue.origin)} greater than or equal to ${issue.minimum}`;
    case 'invalid_format':
      return `Member must satisfy regular expression pattern: ${(issue.pattern ?? issue.format).replace(/^\/|\/$/g, '')}`;
    case 'invalid_value':
      return `Member must satisfy enum value set: [${issue.values.map(String).join(', ')}]`;
    case 'invalid_type':
      return `Member must be of the type ${issue.expected}`;
    default:
      return issue.message;
  }
}

const measureOf = (origin: string): 'length' | 'value' =>
  origin === 'string' || origin === 'array' ? 'length' : 'value';
