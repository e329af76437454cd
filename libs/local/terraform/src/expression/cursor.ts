import { InvalidExpressionError } from '../errors';

/** Deeper nesting than any stack has; it keeps hostile input from overflowing the call stack. */
const maxDepth = 100;

/** A position in an expression's text. */
export class Cursor {
  readonly text: string;
  private readonly where: string;
  private position = 0;
  private depth = 0;

  constructor(text: string, where: string) {
    this.text = text;
    this.where = where;
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  startsWith(prefix: string): boolean {
    return this.text.startsWith(prefix, this.position);
  }

  /** Moves past `prefix` if it is next. */
  accept(prefix: string): boolean {
    if (!this.startsWith(prefix)) return false;
    this.position += prefix.length;
    return true;
  }

  /** @throws {InvalidExpressionError} `prefix` is not next. */
  expect(prefix: string): void {
    if (!this.accept(prefix)) this.fail(`expected "${prefix}"`);
  }

  /** Moves past what a sticky pattern matches here. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.position += found.length;
    return found;
  }

  skipSpace(): void {
    this.match(/\s*/y);
  }

  /** Counts one level of nesting while `parse` runs. */
  nested<T>(parse: () => T): T {
    if (++this.depth > maxDepth) this.fail(`it is nested more than ${maxDepth} levels deep`);
    try {
      return parse();
    } finally {
      this.depth--;
    }
  }

  fail(reason: string): never {
    throw new InvalidExpressionError(this.where, this.text, `${reason} at character ${this.position}`);
  }
}
