import { invalidParameter } from '../read-input';
import { type Literal, type Operator } from './compare-text';
import { regexRefusal } from './filter-pattern';

const operators: readonly Operator[] = ['!=', '<=', '>=', '=', '<', '>'];

/** Reads a filter pattern from left to right. */
export class PatternReader {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Steps over a token, white space before it included. @returns Whether it was there. */
  skip(token: string): boolean {
    this.skipSpace();
    if (!this.#text.startsWith(token, this.#position)) return false;
    this.#position += token.length;
    return true;
  }

  /** @throws {AwsError} InvalidParameterException: something else stands here. Not retryable. */
  expect(token: string): void {
    if (!this.skip(token)) throw this.refusal(`"${token}" expected`);
  }

  /** Takes what a sticky pattern finds here, white space before it left out. */
  take(pattern: RegExp): string | undefined {
    this.skipSpace();
    pattern.lastIndex = this.#position;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined) return undefined;
    this.#position += found.length;
    return found;
  }

  skipSpace(): void {
    while (/\s/.test(this.#text[this.#position] ?? '')) this.#position += 1;
  }

  operator(): Operator | undefined {
    return operators.find((operator) => this.skip(operator));
  }

  /** Reads a quoted text; a backslash takes the next character as it is. @returns undefined where no quote stands. */
  quoted(quote = '"'): string | undefined {
    if (!this.skip(quote)) return undefined;
    let content = '';
    for (; this.#position < this.#text.length; this.#position += 1) {
      let character = this.#text[this.#position];
      if (character === quote) {
        this.#position += 1;
        return content;
      }
      if (character === '\\') character = this.#text[(this.#position += 1)];
      content += character ?? '';
    }
    throw this.refusal(`a closing ${quote} is missing`);
  }

  /** Reads a quoted text, or characters up to white space, a bracket, a comma, `&` or `|`. */
  literal(): Literal {
    const text = this.quoted();
    if (text !== undefined) return { text, isQuoted: true };
    if (this.skip('%')) throw regexRefusal();
    const bare = this.take(/[^\s,()[\]{}&|"]+/y);
    if (bare === undefined) throw this.refusal('a value is missing');
    return { text: bare, isQuoted: false };
  }

  /** Counted in characters from the pattern's start. */
  get position(): number {
    return this.#position;
  }

  /** @returns What was read since a position. */
  textFrom(position: number): string {
    return this.#text.slice(position, this.#position);
  }

  get isAtEnd(): boolean {
    this.skipSpace();
    return this.#position >= this.#text.length;
  }

  refusal(reason: string): Error {
    return invalidParameter(`Invalid filter pattern at character ${this.#position}: ${reason}.`);
  }
}
