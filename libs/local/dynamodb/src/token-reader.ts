import { NotModelledError, validationException } from './errors';
import { isReservedWord } from './reserved-words';

const tokenPattern = /\s*([#:][A-Za-z0-9_]+|[A-Za-z_][A-Za-z0-9_]*|<>|<=|>=|[=<>(),+-])/y;

/** Walks through the tokens of one expression. */
export class TokenReader {
  /** For messages, for example `UpdateExpression`. */
  readonly kind: string;
  readonly tokens: readonly string[];
  position = 0;

  /** @throws ValidationException for what is no expression, {@link NotModelledError} for paths into documents. */
  constructor(kind: string, text: string) {
    this.kind = kind;
    this.tokens = this.#tokensOf(text);
  }

  get next(): string | undefined {
    return this.tokens[this.position];
  }

  take(): string {
    const token = this.next;
    if (token === undefined) throw this.syntaxError('<EOF>');
    this.position += 1;
    return token;
  }

  /** @returns Whether the next token is this word or sign, which is then taken; words in any case. */
  skip(expected: string): boolean {
    if (this.next?.toUpperCase() !== expected) return false;
    this.position += 1;
    return true;
  }

  expect(expected: string): void {
    if (!this.skip(expected)) throw this.syntaxError(this.next ?? '<EOF>');
  }

  expectEnd(): void {
    if (this.next !== undefined) throw this.syntaxError(this.next);
  }

  /** @returns An attribute's name or the placeholder of one. */
  takeName(): string {
    const token = this.take();
    if (token.startsWith('#')) return token;
    if (!/^[A-Za-z_]/.test(token)) throw this.syntaxError(token);
    if (isReservedWord(token)) {
      throw this.invalid(`Attribute name is a reserved keyword; reserved keyword: ${token}`);
    }
    return token;
  }

  syntaxError(token: string): Error {
    return this.invalid(`Syntax error; token: "${token}", near: "${this.tokens.join(' ')}"`);
  }

  invalid(problem: string): Error {
    return validationException(`Invalid ${this.kind}: ${problem}`);
  }

  #tokensOf(text: string): string[] {
    const tokens: string[] = [];
    const rest = text.trimEnd();
    if (rest === '') throw this.invalid('The expression can not be empty;');
    tokenPattern.lastIndex = 0;
    while (tokenPattern.lastIndex < rest.length) {
      const start = tokenPattern.lastIndex;
      const token = tokenPattern.exec(rest)?.[1];
      if (token !== undefined) {
        tokens.push(token);
        continue;
      }
      const unknown = rest.slice(start).trimStart().charAt(0);
      if (unknown === '.' || unknown === '[') throw new NotModelledError(`the path into a document in "${text}"`);
      throw this.invalid(`Syntax error; token: "${unknown}", near: "${rest.slice(start, start + 20)}"`);
    }
    return tokens;
  }
}
