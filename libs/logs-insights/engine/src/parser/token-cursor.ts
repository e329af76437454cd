import { MalformedQueryError } from '../errors';
import { readName, readRegex, readToken, skipBlank } from '../lexer/read-token';
import { type NameToken, type RegexToken, type Token } from '../lexer/token';
import { type MadeName } from '../syntax/command';
import { type Field, fieldNamed } from '../syntax/expression';
import { type QueryLocation, lineAndColumn } from '../syntax/location';
import { matchAt } from '../values/text';
import { hintFor } from './language-names';

/** How deep expressions may be nested: enough for people, and far from the end of the stack. */
const maxNestingDepth = 100;

const logGroupName = /[\w/.-]+/y;

/** Reads the tokens of a query one by one, on demand: what a `/` means is only known to the parser. */
export class TokenCursor {
  readonly text: string;
  #position = 0;
  #peeked: Token | undefined;
  #depth = 0;
  #last: QueryLocation = { startCharOffset: 0, endCharOffset: 0 };

  constructor(text: string) {
    this.text = text;
  }

  /** The place of the last token that was read. */
  get last(): QueryLocation {
    return this.#last;
  }

  peek(): Token {
    this.#peeked ??= readToken(this.text, this.#position);
    return this.#peeked;
  }

  next(): Token {
    return this.#take(this.peek());
  }

  /** Reads a pattern if a `/` comes next: only the caller knows that it is not a division. */
  takeRegex(): RegexToken | undefined {
    const start = skipBlank(this.text, this.#position);
    if (this.text[start] !== '/') return undefined;
    return this.#take(readRegex(this.text, start));
  }

  /**
   * Reads the dot and the path that follow the last token without white space: `jsonParse(x).a.b`.
   *
   * @throws {MalformedQueryError} A part of the path is empty. Not retryable.
   */
  takeMemberPath(): NameToken | undefined {
    if (this.text[this.#position] !== '.') return undefined;
    return this.#takeName(readName(this.text, this.#position + 1));
  }

  isKeyword(...words: readonly string[]): boolean {
    const token = this.peek();
    return token.kind === 'name' && !token.quoted && words.includes(token.name.toLowerCase());
  }

  takeKeyword(...words: readonly string[]): boolean {
    const found = this.isKeyword(...words);
    if (found) this.next();
    return found;
  }

  isSymbol(...symbols: readonly string[]): boolean {
    const token = this.peek();
    return token.kind === 'symbol' && symbols.includes(token.symbol);
  }

  takeSymbol(symbol: string): boolean {
    const found = this.isSymbol(symbol);
    if (found) this.next();
    return found;
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) this.fail(this.peek(), `'${symbol}'`);
  }

  /** @throws {MalformedQueryError} No name comes next, or one with an empty part. Not retryable. */
  expectName(what: string): NameToken {
    const token = this.peek();
    return token.kind === 'name' ? this.#takeName(token) : this.fail(token, what);
  }

  /** Reads the name of a field. @throws {MalformedQueryError} As {@link expectName}. Not retryable. */
  expectField(): Field {
    return fieldNamed(this.expectName('a field name'));
  }

  /** Reads a name that the command makes. @throws {MalformedQueryError} As {@link expectName}. Not retryable. */
  expectMadeName(what = 'a name'): MadeName {
    const { name, location } = this.expectName(what);
    return { name, location };
  }

  /** Parses one level deeper, and refuses nesting that is too deep. */
  nest<T>(parse: () => T): T {
    if (this.#depth >= maxNestingDepth) {
      throw new MalformedQueryError(
        `expressions may be nested ${maxNestingDepth} levels deep at most`,
        this.peek().location,
      );
    }
    this.#depth += 1;
    const result = parse();
    this.#depth -= 1;
    return result;
  }

  /** Reads a log group's name without quotes: it may hold characters that are operators elsewhere. */
  takeLogGroupName(): string | undefined {
    const start = skipBlank(this.text, this.#position);
    const name = matchAt(logGroupName, this.text, start)?.[0];
    if (name === undefined) return undefined;
    const end = start + name.length;
    const location = { startCharOffset: start, endCharOffset: end - 1 };
    return this.#take({ kind: 'name', name, segments: [name], quoted: false, location, end }).name;
  }

  #takeName(token: NameToken): NameToken {
    if (!token.segments.includes('')) return this.#take(token);
    const quoteNext = /^["']/.test(this.text.slice(token.end));
    throw new MalformedQueryError(
      `a key is missing next to a '.'${quoteNext ? '; one with special characters stands in backticks' : ''}`,
      this.#danglingDot(token),
    );
  }

  /** @returns The place of the first dot of a name without a key before or behind it. */
  #danglingDot({ location }: NameToken): QueryLocation {
    const { startCharOffset, endCharOffset } = location;
    const written = this.text.slice(startCharOffset, endCharOffset + 1);
    const unquoted = written.replace(/`[^`]*`/g, (quoted) => 'x'.repeat(quoted.length));
    const index = unquoted.search(/^\.|\.(?=\.|$)/);
    if (index < 0) return location;
    return { startCharOffset: startCharOffset + index, endCharOffset: startCharOffset + index };
  }

  #take<T extends Token>(token: T): T {
    this.#peeked = undefined;
    this.#position = token.end;
    this.#last = token.location;
    return token;
  }

  /**
   * Refuses `token`, in the words of AWS's parser.
   *
   * @param hint - A sentence for the query's author; that of the token when left out.
   */
  fail(token: Token, expecting: string, hint = hintFor(token)): never {
    const { startCharOffset, endCharOffset } = token.location;
    const found = token.kind === 'end' ? '<EOF>' : this.text.slice(startCharOffset, endCharOffset + 1).slice(0, 80);
    throw new MalformedQueryError(
      `mismatched input '${found}' expecting ${expecting} (${lineAndColumn(this.text, token.location)})` +
        (hint ? `. ${hint}` : ''),
      token.location,
    );
  }
}
