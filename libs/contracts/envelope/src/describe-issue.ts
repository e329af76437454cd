import type * as z from 'zod/mini';

type Issue = z.core.$ZodIssue;

/**
 * Says what is wrong with one field: where it is, what is allowed there, and of what kind the value is that came. The
 * value itself may be a person's and is never quoted.
 *
 * @param input - What the issue is about.
 * @param whole - What that is, where no field of it is meant.
 * @example 'plan.queries.0.title: expected string, got number'
 */
export function describeIssue({ path, ...issue }: Issue, input: unknown, whole = 'message'): string {
  const value = path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key], input);
  return `${path.join('.') || whole}: expected ${allowedBy(issue as Issue)}, got ${kindOf(value)}`;
}

/** Zod's small edition has no texts of its own. */
function allowedBy(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return listed(issue.values);
    case 'invalid_union':
      return 'options' in issue ? listed(issue.options as unknown[]) : alternatives(issue.errors);
    case 'too_small':
      return `${issue.minimum} ${unitOf(issue.origin)}or more`;
    case 'too_big':
      return `${issue.maximum} ${unitOf(issue.origin)}or less`;
    case 'unrecognized_keys':
      return `no ${listed(issue.keys)}`;
    default:
      return issue.code;
  }
}

const listed = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(' or ');

const alternatives = (errors: readonly (readonly Issue[])[]): string =>
  [...new Set(errors.flatMap(([first]) => (first ? [allowedBy(first)] : [])))].join(' or ') || 'another kind';

const unitOf = (origin: string): string => (origin === 'string' ? 'characters ' : origin === 'array' ? 'entries ' : '');

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `array of ${value.length}`;
  if (typeof value === 'number') return Number.isInteger(value) ? 'number' : 'fraction';
  return typeof value === 'string' ? `string of ${value.length}` : typeof value;
}
