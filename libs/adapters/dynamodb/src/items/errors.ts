/** An item of a table does not have the shape that this version knows. Not retryable: deploy its reader, or repair it. */
export class MalformedItemError extends Error {
  override readonly name = 'MalformedItemError';
  readonly key: string;
  readonly problems: readonly string[];

  constructor(key: string, problems: readonly string[]) {
    super(`The item ${key} can't be read: ${problems.join('; ')}. Deploy the version that wrote it, or repair it.`);
    this.key = key;
    this.problems = problems;
  }
}
