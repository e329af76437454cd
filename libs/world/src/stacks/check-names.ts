import { DuplicateNameError } from './errors';
import { type Located } from './readers/located';

/**
 * Checks that no name is declared twice, in one stack or in two.
 *
 * @param kinds - Per kind of resource, what is declared and its name.
 * @throws {DuplicateNameError} Names every pair. Not retryable.
 */
export function requireUniqueNames(kinds: Readonly<Record<string, readonly Located<string>[]>>): void {
  const problems: string[] = [];
  for (const [kind, located] of Object.entries(kinds)) {
    const first = new Map<string, string>();
    for (const { where, value } of located) {
      const other = first.get(value);
      if (other !== undefined) problems.push(`${kind} "${value}" by ${other} and by ${where}`);
      else first.set(value, where);
    }
  }
  if (problems.length > 0) throw new DuplicateNameError(problems);
}
