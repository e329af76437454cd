import { invalidParameter } from './invalid-parameter';

/** What stands on the right of an operator. */
export interface Literal {
  readonly text: string;
  /** In quotes it is a text, even if it looks like a number. */
  readonly isQuoted: boolean;
}

/** Refuses what AWS takes and this does not. */
export const regexRefusal = (): Error =>
  invalidParameter('Regular expressions in filter patterns are not emulated here.');

/** Reads a filter pattern from left to right. */
export class PatternReader {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Steps over a token, white space before it included. @returns Whether it was there. */
  skip(token: string): boolean {
    this.#skipSpace();
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
    this.#skipSpace();
    pattern.lastIndex = this.#position;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined) return undefined;
    this.#position += found.length;
    return found;
  }

  /** Reads a text in double quotes, or characters up to white space, a bracket, a comma, `&` or `|`. */
  literal(): Literal {
    const quoted = this.take(/"(?:[^"\\]|\\.)*"/sy);
    if (quoted !== undefined) return { text: quoted.slice(1, -1).replace(/\\(.)/gs, '$1'), isQuoted: true };
    if (this.skip('%')) throw regexRefusal();
    const bare = this.take(/[^\s,()[\]{}&|"]+/y);
    if (bare === undefined) throw this.refusal('a value is missing');
    return { text: bare, isQuoted: false };
  }

  get isAtEnd(): boolean {
    this.#skipSpace();
    return this.#position >= this.#text.length;
  }

  refusal(reason: string): Error {
    return invalidParameter(`Invalid filter pattern at character ${this.#position}: ${reason}.`);
  }

  #skipSpace(): void {
    while (/\s/.test(this.#text[this.#position] ?? '')) this.#position += 1;
  }
}
