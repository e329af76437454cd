import { MalformedQueryError, UnsupportedQueryError } from '../errors';
import { readRegex } from '../lexer/read-string';
import { readToken, skipBlank } from '../lexer/read-token';
import { type NameToken, type StringToken, type Token } from '../lexer/token';
import { type QueryLocation, lineAndColumn } from '../syntax/location';
import { hintFor } from './hints';

/** How deep expressions may be nested: enough for people, and far from the end of the stack. */
const maxNestingDepth = 100;

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

  /** Where the token stands that was read last. */
  get last(): QueryLocation {
    return this.#last;
  }

  peek(): Token {
    this.#peeked ??= readToken(this.text, this.#position);
    return this.#peeked;
  }

  next(): Token {
    const token = this.peek();
    this.#peeked = undefined;
    this.#position = token.end;
    this.#last = token.location;
    return token;
  }

  /** Reads a quoted pattern; call it only where nothing was peeked yet, straight after `like`. */
  readPattern(): StringToken {
    const start = skipBlank(this.text, this.#position);
    if (this.text[start] === '/') {
      throw new UnsupportedQueryError('regular expressions', readRegex(this.text, start).location);
    }
    const token = this.next();
    return token.kind === 'string' ? token : this.fail(token, 'a string in quotes');
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

  expectName(what: string): NameToken {
    const token = this.peek();
    if (token.kind !== 'name') return this.fail(token, what);
    this.next();
    return token;
  }

  /** Parses one level deeper and refuses what is nested too deep. */
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

  /** Refuses `token`, in the words of AWS's parser. */
  fail(token: Token, expecting: string): never {
    const { startCharOffset, endCharOffset } = token.location;
    const found = token.kind === 'end' ? '<EOF>' : this.text.slice(startCharOffset, endCharOffset + 1).slice(0, 80);
    const hint = hintFor(token);
    throw new MalformedQueryError(
      `mismatched input '${found}' expecting ${expecting} (${lineAndColumn(this.text, token.location)})` +
        (hint ? `. ${hint}` : ''),
      token.location,
    );
  }
}
