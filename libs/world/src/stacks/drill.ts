import { UnknownReferenceError } from './errors';
import { type Value } from './value';

/**
 * Follows names and indexes into a value.
 *
 * @throws {UnknownReferenceError} Names the step that leads nowhere. Not retryable.
 */
export function drill(value: Value, path: readonly string[], where: string, reference: string): Value {
  let current: Value | undefined = value;
  for (const step of path) {
    const parent: Value | undefined = current;
    const hasStep: boolean = typeof parent === 'object' && parent !== null && Object.hasOwn(parent, step);
    current = hasStep ? (parent as Readonly<Record<string, Value>>)[step] : undefined;
    if (current === undefined) {
      throw new UnknownReferenceError(where, reference, `"${step}" is neither declared nor known to the local cloud`);
    }
  }
  return current ?? null;
}
