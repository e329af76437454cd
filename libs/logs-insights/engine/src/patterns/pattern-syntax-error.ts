/** A regular expression can't be read, or is too large to run. Not retryable: the pattern is wrong. */
export class PatternSyntaxError extends Error {
  override readonly name: string = 'PatternSyntaxError';
  /** The first character that the message is about, in UTF-16 units of the pattern's source, from 0. */
  readonly start: number;
  /** The last one, itself part of it; for what is missing at the end of the pattern, one past its last character. */
  readonly end: number;

  constructor(message: string, start: number, end: number) {
    super(message);
    this.start = start;
    this.end = end;
  }
}
