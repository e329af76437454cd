import { AwsError } from '../aws';

type Test<Subject> = (subject: Subject) => boolean;

/** Reads a selector's field of a record; undefined if it does not exist. */
export type SelectField = (record: object) => unknown;

/**
 * Reads a filter pattern of CloudWatch Logs: terms that must all be there, or a pattern of JSON. Emulated from the
 * documentation; optional and excluded terms, parts of values, and regular expressions are refused.
 *
 * @param pattern - An empty one matches all.
 * @returns Whether the message of an event matches.
 * @throws {AwsError} InvalidParameterException. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function readFilterPattern(pattern: string): Test<string> {
  if (pattern.trim().startsWith('{')) {
    const matches = readJsonPattern(pattern);
    return (message) => {
      const record = recordIn(message);
      return record !== undefined && matches(record);
    };
  }
  const reader = new PatternReader(pattern);
  const terms: string[] = [];
  while (!reader.isAtEnd) terms.push(reader.term());
  return (message) => terms.every((term) => message.includes(term));
}

/** @returns The fields of a log event that is a JSON object; undefined for any other. */
export function recordIn(message: string): object | undefined {
  if (!/^\s*\{/.test(message)) return undefined;
  try {
    return JSON.parse(message) as object;
  } catch {
    return undefined;
  }
}

/**
 * Reads a pattern such as `{ $.level = "ERROR" && $.durationMs > 1000 }`.
 *
 * A comparison, even `!=`, is false if the field is absent (unverified), an object or a list.
 *
 * @throws {AwsError} InvalidParameterException. Not retryable.
 */
export function readJsonPattern(pattern: string): Test<object> {
  const reader = new PatternReader(pattern);
  reader.expect('{');
  const test = readAny(reader);
  reader.expect('}');
  if (!reader.isAtEnd) throw reader.refusal('nothing may follow the closing brace');
  return test;
}

/** Reads a selector: `$.a.b`. @throws {AwsError} InvalidParameterException: it is malformed. Not retryable. */
export const readJsonSelector = (selector: string): SelectField => readSelector(new PatternReader(selector));

function readSelector(reader: PatternReader): SelectField {
  const path = reader
    .take(/\$(?:\.[\w-]+)+/y)
    ?.split('.')
    .slice(1);
  if (!path) throw reader.refusal('a selector names a field, as in $.field');
  return (record) => path.reduce<unknown>(memberOf, record);
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** Conditions joined by `&&`, which binds closer, and `||`, with parentheses. */
function readAny(reader: PatternReader): Test<object> {
  const tests = [readAll(reader)];
  while (reader.skip('||')) tests.push(readAll(reader));
  return (record) => tests.some((test) => test(record));
}

function readAll(reader: PatternReader): Test<object> {
  const tests = [readCondition(reader)];
  while (reader.skip('&&')) tests.push(readCondition(reader));
  return (record) => tests.every((test) => test(record));
}

function readCondition(reader: PatternReader): Test<object> {
  if (reader.skip('(')) {
    const inner = readAny(reader);
    reader.expect(')');
    return inner;
  }
  const select = readSelector(reader);
  const operator = reader.take(/!=|<=|>=|=|<|>/y);
  if (operator === undefined) throw reader.refusal('an operator is missing');
  const compare = comparison(operator, reader);
  return (record) => {
    const value = select(record);
    return ['boolean', 'number', 'string'].includes(typeof value) && compare(String(value));
  };
}

/**
 * Compares a value with the operand after the operator. A number without quotes is compared with numbers, everything
 * else as text.
 */
function comparison(operator: string, reader: PatternReader): Test<string> {
  const quoted = reader.quoted();
  const text = quoted ?? reader.take(/[^\s,()[\]{}&|"%]+/y);
  if (text === undefined) throw reader.refusal('a value is missing');
  const number = quoted === undefined ? numberIn(text) : undefined;
  if (operator === '=' || operator === '!=') {
    if (text.includes('*')) throw reader.refusal('parts of values are not emulated here');
    const equals = (value: string): boolean => (number === undefined ? value === text : numberIn(value) === number);
    return (value) => equals(value) === (operator === '=');
  }
  if (number === undefined) throw reader.refusal(`${operator} needs a number`);
  return (value) => {
    const left = numberIn(value) ?? Number.NaN;
    return (operator.length === 2 && left === number) || (operator.startsWith('<') ? left < number : left > number);
  };
}

/** @returns The number of a whole text; undefined if it is not a number. */
const numberIn = (text: string): number | undefined =>
  /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;

const maxPatternLength = 1024;

/** Reads a pattern from left to right, white space left out. */
class PatternReader {
  readonly #text: string;
  #position = 0;

  /** @throws {AwsError} InvalidParameterException: it is too long. Not retryable. */
  constructor(text: string) {
    this.#text = text.trimEnd();
    if (text.length > maxPatternLength) throw this.refusal(`it has more than ${maxPatternLength} characters`);
  }

  skip(token: string): boolean {
    this.#skipSpace();
    if (!this.#text.startsWith(token, this.#position)) return false;
    this.#position += token.length;
    return true;
  }

  expect(token: string): void {
    if (!this.skip(token)) throw this.refusal(`"${token}" expected`);
  }

  /** Takes the match of a sticky pattern here. */
  take(pattern: RegExp): string | undefined {
    this.#skipSpace();
    pattern.lastIndex = this.#position;
    const [found] = pattern.exec(this.#text) ?? [];
    this.#position += found?.length ?? 0;
    return found;
  }

  quoted(): string | undefined {
    return this.take(/"(?:[^"\\]|\\.)*"/sy)
      ?.slice(1, -1)
      .replace(/\\(.)/gs, '$1');
  }

  /** A word, or a text in double quotes. */
  term(): string {
    const term = this.quoted() ?? this.take(/[\p{L}\p{N}_]+(?=\s|"|$)/uy);
    if (term === undefined) throw this.refusal('only words and texts in quotes are terms here');
    return term;
  }

  get isAtEnd(): boolean {
    this.#skipSpace();
    return this.#position >= this.#text.length;
  }

  refusal(reason: string): Error {
    const problem = `Invalid filter pattern at character ${this.#position}: ${reason}.`;
    return new AwsError('InvalidParameterException', problem);
  }

  #skipSpace(): void {
    while (/\s/.test(this.#text[this.#position] ?? '')) this.#position += 1;
  }
}
