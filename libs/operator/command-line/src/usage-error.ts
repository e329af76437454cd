/** The command line or a file named on it is not usable. The program ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
