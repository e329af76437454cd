import { RefusedOperationError } from '../errors';

/**
 * Does something for the person who asked.
 *
 * @param kind - Its message is for them, behind `prefix`; another error is a defect.
 * @throws {RefusedOperationError} In the words of an error of this kind.
 */
export function refusing<T>(kind: abstract new (...args: never[]) => Error, act: () => T, prefix = ''): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof kind) throw new RefusedOperationError(`${prefix}${error.message}`, { cause: error });
    throw error;
  }
}

/** @throws {RefusedOperationError} None has this name. */
export function findNamed<Named extends { readonly name: string }>(
  what: 'function' | 'queue' | 'schedule' | 'table',
  name: string,
  all: readonly Named[],
): Named {
  const found = all.find((one) => one.name === name);
  if (!found) throw new RefusedOperationError(`No stack declares a ${what} "${name}".`);
  return found;
}
