import { RefusedOperationError } from '../errors';

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
