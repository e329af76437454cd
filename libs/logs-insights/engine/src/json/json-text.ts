const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

const quote = 0x22;
const backslash = 0x5c;

/** Reads JSON's tokens one after the other. */
export class JsonText {
  readonly #text: string;
  #stringStart = 0;
  #stringEnd = 0;
  #hasEscape = false;
  position: number;

  constructor(text: string, position: number) {
    this.#text = text;
    this.position = position;
  }

  skipSpace(): void {
    for (;;) {
      const unit = this.#text.charCodeAt(this.position);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
      this.position += 1;
    }
  }

  /** Steps over `char` if it is next. */
  take(char: string): boolean {
    if (this.#text[this.position] !== char) return false;
    this.position += 1;
    return true;
  }

  /** Steps over `word` if it is next. */
  takeWord(word: string): boolean {
    if (!this.#text.startsWith(word, this.position)) return false;
    this.position += word.length;
    return true;
  }

  /** @returns The number as it is written, or undefined where none stands. */
  readNumber(): string | undefined {
    number.lastIndex = this.position;
    const written = number.exec(this.#text)?.[0];
    this.position += written?.length ?? 0;
    return written;
  }

  /** Steps over a string. @returns false where none stands or it is not well formed. */
  readString(): boolean {
    if (this.#text.charCodeAt(this.position) !== quote) return false;
    this.#stringStart = this.position;
    this.#hasEscape = false;
    for (let index = this.position + 1; index < this.#text.length; index += 1) {
      const unit = this.#text.charCodeAt(index);
      if (unit === quote) {
        this.#stringEnd = index;
        this.position = index + 1;
        return true;
      }
      if (unit < 0x20) break;
      if (unit === backslash) {
        escape.lastIndex = index;
        if (!escape.test(this.#text)) break;
        this.#hasEscape = true;
        index = escape.lastIndex - 1;
      }
    }
    return false;
  }

  /** @returns The content of the string that was read last. */
  lastString(): string {
    // readString has checked the escapes, so that this parses.
    if (this.#hasEscape) return JSON.parse(this.#text.slice(this.#stringStart, this.#stringEnd + 1)) as string;
    return this.#text.slice(this.#stringStart + 1, this.#stringEnd);
  }
}
