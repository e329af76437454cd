/** The local cloud cannot start or go on; the message says what is missing and what to do. */
export class LocalCloudError extends Error {
  override readonly name = 'LocalCloudError';
}

/** An operation that can't be carried out, for a reason that the person who asked can do something about. */
export class RefusedOperationError extends Error {
  override readonly name = 'RefusedOperationError';
}

/** A line of an updates file is not usable. The program ends with 2. */
export class BadUpdateLineError extends Error {
  override readonly name = 'BadUpdateLineError';
  readonly lineNumber: number;

  constructor(file: string, lineNumber: number, problem: string) {
    super(`${file}, line ${lineNumber}: ${problem}.`);
    this.lineNumber = lineNumber;
  }
}
