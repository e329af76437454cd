import { InvalidDeclarationError, UnsupportedDeclarationError } from './errors';
import { type Value, isObjectValue } from './value';

/**
 * The arguments of one resolved declaration, read by name.
 *
 * It remembers what was read, so that {@link refuseOthers} can stop at arguments that the local cloud does not imitate.
 */
export class Arguments {
  readonly where: string;
  private readonly values: Readonly<Record<string, Value>>;
  private readonly read = new Set<string>();

  constructor(where: string, values: Readonly<Record<string, Value>>) {
    this.where = where;
    this.values = values;
  }

  text(name: string): string {
    return this.optionalText(name) ?? this.fail(name, 'a text');
  }

  optionalText(name: string): string | undefined {
    const value = this.take(name);
    return value === undefined || typeof value === 'string' ? value : this.fail(name, 'a text');
  }

  /** Terraform takes a number in quotes too. */
  optionalNumber(name: string): number | undefined {
    const value = this.take(name);
    if (value === undefined || typeof value === 'number') return value;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
    return Number.isFinite(number) ? number : this.fail(name, 'a number');
  }

  flag(name: string): boolean {
    const value = this.take(name) ?? false;
    if (typeof value === 'boolean') return value;
    return value === 'true' || value === 'false' ? value === 'true' : this.fail(name, 'true or false');
  }

  texts(name: string): readonly string[] {
    const value = this.take(name) ?? [];
    if (!Array.isArray(value)) return this.fail(name, 'a list of texts');
    return (value as readonly Value[]).map((item) =>
      typeof item === 'string' ? item : this.fail(name, 'a list of texts'),
    );
  }

  /** A map of texts, such as a function's environment. Numbers and booleans become text, as in Terraform. */
  textMap(name: string): Readonly<Record<string, string>> {
    const value = this.take(name) ?? {};
    if (!isObjectValue(value)) return this.fail(name, 'a map of texts');
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) =>
        member === null || typeof member === 'object' ? this.fail(`${name}.${key}`, 'a text') : [key, String(member)],
      ),
    );
  }

  /** A nested block that may stand once. */
  block(name: string): Arguments | undefined {
    const [first, second] = this.blocks(name);
    return second ? this.fail(name, 'a single block') : first;
  }

  blocks(name: string): readonly Arguments[] {
    const value = this.take(name) ?? [];
    const list = (Array.isArray(value) ? value : [value]) as readonly Value[];
    return list.map((item, index) => {
      const where = list.length > 1 ? `${this.where}.${name}[${index}]` : `${this.where}.${name}`;
      return isObjectValue(item) ? new Arguments(where, item) : this.fail(name, 'a block');
    });
  }

  /** A text that holds JSON. */
  optionalJson(name: string): unknown {
    const text = this.optionalText(name);
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text) as unknown;
    } catch (cause) {
      throw new InvalidDeclarationError(this.where, `"${name}" must be JSON`, { cause });
    }
  }

  /**
   * Stops at every argument that was not read.
   *
   * @param harmless - Arguments without effect on what the local cloud does.
   * @throws {UnsupportedDeclarationError} Names the first one. Not retryable.
   */
  refuseOthers(...harmless: readonly string[]): void {
    const other = Object.entries(this.values).find(
      ([name, value]) => value !== null && !this.read.has(name) && !harmless.includes(name) && !isEmpty(value),
    );
    if (other) throw new UnsupportedDeclarationError(this.where, `the argument "${other[0]}"`);
  }

  /** @throws {UnsupportedDeclarationError} The argument has another value than those that are imitated. */
  allowOnly(name: string, ...values: readonly (string | boolean | number)[]): void {
    const value = this.take(name);
    if (value !== undefined && !values.some((allowed) => allowed === value)) {
      throw new UnsupportedDeclarationError(this.where, `"${name}" = ${JSON.stringify(value)}`);
    }
  }

  fail(name: string, kind: string): never {
    throw new InvalidDeclarationError(this.where, `"${name}" must be ${kind}`);
  }

  /** Null is Terraform's way of leaving an argument out. */
  private take(name: string): Value | undefined {
    this.read.add(name);
    return Object.hasOwn(this.values, name) ? (this.values[name] ?? undefined) : undefined;
  }
}

const isEmpty = (value: Value): boolean => Array.isArray(value) && value.length === 0;
