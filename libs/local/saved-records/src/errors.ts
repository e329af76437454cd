/** A record that was saved, or is said to have been, has a form that its service does not know. Not retryable. */
export class SavedRecordError extends Error {
  override readonly name = 'SavedRecordError';

  /** Of its service's records, from 1. */
  readonly recordNumber: number;

  /** @param problem - What is wrong with it, after a colon: `name: expected string, got nothing`. */
  constructor(recordNumber: number, problem: string) {
    super(`record ${recordNumber}: ${problem}`);
    this.recordNumber = recordNumber;
  }
}
