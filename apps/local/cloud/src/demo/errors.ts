/** A line of an updates file is not usable. The program ends with 2. */
export class BadUpdateLineError extends Error {
  override readonly name = 'BadUpdateLineError';
  readonly lineNumber: number;

  constructor(file: string, lineNumber: number, problem: string) {
    super(`${file}, line ${lineNumber}: ${problem}.`);
    this.lineNumber = lineNumber;
  }
}
