import { counted } from '../output/format-count';

/** Counts what could not be read of the inputs, and tells of the first of each at once. */
export class SkippedLines {
  readonly #say: (text: string) => void;
  #fileCount = 0;
  count = 0;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  /** @returns Takes what is wrong with a line of the file, as the end of a sentence. */
  startFile(name: string): (line: number, what: string) => void {
    let isFirst = true;
    return (line, what) => {
      this.count += 1;
      if (!isFirst) return;
      isFirst = false;
      this.#fileCount += 1;
      this.#say(`${name}:${line}: ${what}; skipped`);
    };
  }

  /** Says how many there were, when that is more than has been told. */
  sum(): void {
    if (this.count > this.#fileCount) this.#say(`${counted(this.count, 'malformed line')} were skipped in all`);
  }
}
