/** A record that was saved, or is said to have been, has a form that its service does not know. Not retryable. */
export class SavedRecordError extends Error {
  override readonly name = 'SavedRecordError';

  /** Of its service's records, from 1. */
  readonly recordNumber: number;

  /** @param problem - What is wrong with it, as the end of a sentence: `its field "name" must be a text, and is missing`. */
  constructor(recordNumber: number, problem: string) {
    super(`record ${recordNumber}: ${problem}`);
    this.recordNumber = recordNumber;
  }
}
