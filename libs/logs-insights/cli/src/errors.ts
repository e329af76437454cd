/** The command line is not usable: nothing was read. The program ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The reader of the output has gone (`| head`). No failure: there is nothing left to do. */
export class ClosedPipeError extends Error {
  override readonly name = 'ClosedPipeError';
}

/** The output takes no more, for example since a disk is full. The message says why. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/**
 * What Node's errors say. They are looked at and not asked for their class, which another realm (a test runner's) has a
 * copy of its own of.
 */
const memberOf = (error: unknown, name: 'code' | 'message'): string | undefined => {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** @returns For example `ENOENT`. */
export const codeOf = (error: unknown): string | undefined => memberOf(error, 'code');

/** @returns The message without the name of the class. */
export const messageOf = (error: unknown): string => memberOf(error, 'message') ?? String(error);
