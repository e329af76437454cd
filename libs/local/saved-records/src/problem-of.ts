import { type core } from 'zod/mini';

/**
 * Says what is wrong with a record: which field, what it must be, what it is.
 *
 * Texts are told by their length only: they may be secrets, or what people wrote.
 *
 * @param issue - The first that a form has found in `record`.
 */
export function problemOf(issue: core.$ZodIssue, record: unknown): string {
  const { code, path } = issue;
  if (code === 'invalid_union') {
    const closest = closestOf(issue.errors);
    if (closest) return problemOf({ ...closest, path: [...path, ...closest.path] }, record);
  }
  const subject = path.length === 0 ? 'it' : `its field "${path.map(String).join('.')}"`;
  return `${subject} ${demandOf(issue)}, and is ${describe(valueAt(path, record))}`;
}

/** @returns What is wrong under the alternative that fits the furthest: a member too many says that another one was meant. */
function closestOf(alternatives: readonly (readonly core.$ZodIssue[])[]): core.$ZodIssue | undefined {
  const depthOf = (issues: readonly core.$ZodIssue[]): number =>
    issues.some(({ code }) => code === 'unrecognized_keys') ? -1 : (issues[0]?.path.length ?? 0);
  return [...alternatives].sort((left, right) => depthOf(right) - depthOf(left))[0]?.[0];
}

const valueAt = (path: readonly PropertyKey[], record: unknown): unknown =>
  path.reduce<unknown>((within, key) => (within as Record<PropertyKey, unknown> | null | undefined)?.[key], record);

function demandOf(issue: core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? `of the type ${issue.expected}`}`;
    case 'invalid_value':
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'too_small':
      return `must be at least ${String(issue.minimum)}${countedOf(issue.origin)}`;
    case 'too_big':
      return `must be at most ${String(issue.maximum)}${countedOf(issue.origin)}`;
    case 'unrecognized_keys':
      return `must not have ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
    case 'invalid_format':
      return `must match ${issue.pattern ?? issue.format}`;
    default:
      return issue.message;
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};

function countedOf(origin: string): string {
  if (origin === 'array') return ' long';
  return origin === 'string' ? ' characters' : '';
}

function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return `a text of ${value.length} characters`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value !== 'object' || value === null) return String(value);
  const names = Object.keys(value);
  const shown = names.slice(0, 5).join(', ');
  return names.length === 0 ? 'an empty object' : `an object with ${shown}${names.length > 5 ? ', …' : ''}`;
}
