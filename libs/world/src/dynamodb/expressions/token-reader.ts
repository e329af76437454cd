import { notModelled, validationException } from '../errors';
import { isReservedWord } from './reserved-words';

export type ExpressionKind =
  | 'ConditionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression'
  | 'ProjectionExpression'
  | 'UpdateExpression';

/** Any other character is a token that no expression accepts. */
const tokenPattern = /[#:]\w+|[A-Za-z]\w*|\d+|<=|>=|<>|\S/gu;

const keywords = new Set(['AND', 'BETWEEN', 'IN', 'NOT', 'OR', 'ADD', 'REMOVE', 'SET']);

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters */
const maxExpressionBytes = 4096;

/** Walks through the tokens of one expression. */
export class TokenReader {
  readonly kind: ExpressionKind;
  readonly tokens: readonly string[];
  readonly #text: string;
  readonly #starts: readonly number[];
  position = 0;

  /** @throws ValidationException: the expression is empty or too long. */
  constructor(kind: ExpressionKind, text: string) {
    this.kind = kind;
    if (text === '') throw this.invalid('The expression can not be empty;');
    const bytes = Buffer.byteLength(text);
    if (bytes > maxExpressionBytes) {
      throw this.invalid(`Expression size has exceeded the maximum allowed size; expression size: ${bytes}`);
    }
    const found = [...text.matchAll(tokenPattern)];
    this.#text = text;
    this.tokens = found.map(([token]) => token);
    this.#starts = found.map(({ index }) => index);
  }

  get next(): string | undefined {
    return this.tokens[this.position];
  }

  /** Whether the token after the next one is this sign. */
  isBefore(sign: string): boolean {
    return this.tokens[this.position + 1] === sign;
  }

  take(): string {
    const token = this.next;
    if (token === undefined) throw this.syntaxError();
    this.position += 1;
    return token;
  }

  /** @returns Takes the next token if it is this word (in any case) or sign. @returns Whether it was. */
  skip(expected: string): boolean {
    if (this.next?.toUpperCase() !== expected) return false;
    this.position += 1;
    return true;
  }

  expect(expected: string): void {
    if (!this.skip(expected)) throw this.syntaxError();
  }

  /** @returns An attribute's name or the placeholder of one. Paths into documents are not emulated. */
  takeName(): string {
    const token = this.next ?? '';
    const isPlaceholder = token.startsWith('#') && token.length > 1;
    if (!isPlaceholder && (!/^[A-Za-z]/.test(token) || keywords.has(token.toUpperCase()))) throw this.syntaxError();
    if (!isPlaceholder && isReservedWord(token)) {
      throw this.invalid(`Attribute name is a reserved keyword; reserved keyword: ${token}`);
    }
    if (this.isBefore('.') || this.isBefore('[')) throw notModelled('paths into a document');
    return this.take();
  }

  /** @returns Whether the next token stands for a value. */
  isAtValue(): boolean {
    return this.next !== undefined && /^:./.test(this.next);
  }

  /** @returns Whether the next token is the name of a function, known or not. */
  isAtCall(): boolean {
    const token = this.next ?? '';
    return this.isBefore('(') && /^[A-Za-z]/.test(token) && !keywords.has(token.toUpperCase());
  }

  /** @throws ValidationException: there are more tokens. */
  finish(): void {
    if (this.next !== undefined) throw this.syntaxError();
  }

  /** Names the next token and what is near: from the token before to the token after. */
  syntaxError(): Error {
    const at = this.position;
    const last = Math.min(at + 1, this.tokens.length - 1);
    const near = this.#text.slice(
      this.#starts[Math.max(0, at - 1)],
      last < 0 ? 0 : this.#starts[last]! + this.tokens[last]!.length,
    );
    return this.invalid(`Syntax error; token: "${this.next ?? '<EOF>'}", near: "${near}"`);
  }

  invalid(problem: string): Error {
    return validationException(`Invalid ${this.kind}: ${problem}`);
  }
}
