/** The command line is not usable: nothing was read. The program ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
