import { describeIssue } from '@pulso/contracts/envelope';
import { type core } from 'zod/mini';

/**
 * Says what is wrong with a record: which field, what is allowed there, of what kind it is.
 *
 * @param issue - The first that a form has found in `record`.
 */
export function problemOf(issue: core.$ZodIssue, record: unknown): string {
  const closest = issue.code === 'invalid_union' ? closestOf(issue.errors) : undefined;
  if (closest) return problemOf({ ...closest, path: [...issue.path, ...closest.path] }, record);
  return describeIssue(issue, record, 'the whole');
}

/** @returns What is wrong under the alternative that fits the furthest: a member too many says that another one was meant. */
function closestOf(alternatives: readonly (readonly core.$ZodIssue[])[]): core.$ZodIssue | undefined {
  const depthOf = (issues: readonly core.$ZodIssue[]): number =>
    issues.some(({ code }) => code === 'unrecognized_keys') ? -1 : (issues[0]?.path.length ?? 0);
  return [...alternatives].sort((left, right) => depthOf(right) - depthOf(left))[0]?.[0];
}
