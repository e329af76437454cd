/** An item of the runs table does not have the shape that this version knows. Not retryable: deploy or repair. */
export class MalformedItemError extends Error {
  override readonly name = 'MalformedItemError';
  readonly key: string;

  constructor(key: string, problem: string) {
    super(`The item ${key} of the runs table can't be read: ${problem}.`);
    this.key = key;
  }
}
