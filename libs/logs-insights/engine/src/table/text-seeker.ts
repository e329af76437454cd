/** Looks for a text in a longer one again and again, each time from the same place on or a later one. */
export class TextSeeker {
  readonly #text: string;
  readonly #part: string;
  #found = -1;

  constructor(text: string, part: string) {
    this.#text = text;
    this.#part = part;
  }

  /** @returns Where the first occurrence at or after `from` starts; Infinity where there is none. */
  seek(from: number): number {
    if (this.#found < from) {
      const found = this.#text.indexOf(this.#part, from);
      this.#found = found < 0 ? Infinity : found;
    }
    return this.#found;
  }
}
