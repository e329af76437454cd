import { type Literal, PatternReader } from './pattern-reader';

type Test<Subject> = (subject: Subject) => boolean;

/** @returns What a selector points to in an event; undefined where there is no such field. */
export type SelectField = (event: object) => unknown;

/**
 * Reads a pattern such as `{ $.level = "ERROR" && $.durationMs > 1000 }` for events that are JSON objects.
 *
 * A comparison is false where there is no such field, and where the field is an object or a list, `!=` included
 * (unverified for absent fields).
 *
 * @returns Whether the message of an event matches.
 * @throws {AwsError} InvalidParameterException. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function readJsonPattern(pattern: string): Test<string> {
  const reader = new PatternReader(pattern);
  reader.expect('{');
  const test = readExpression(reader);
  reader.expect('}');
  if (!reader.isAtEnd) throw reader.refusal('nothing may follow the closing brace');
  return (message) => {
    const event = parseObject(message);
    return event !== undefined && test(event);
  };
}

/**
 * Reads a selector: `$.a.b` or `$.a[0]`.
 *
 * @throws {AwsError} InvalidParameterException: it is none. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/matching-terms-json-log-events.html
 */
export function readJsonSelector(reader: PatternReader): SelectField {
  reader.expect('$');
  const path: string[] = [];
  for (;;) {
    const step = reader.take(/\.[\w-]+|\[\d{1,9}\]/y);
    if (step === undefined) break;
    path.push(step.replace(/^[.[]|\]$/g, ''));
  }
  if (path.length === 0) throw reader.refusal('a selector names a field, as in $.field or $.list[0]');
  return (event) => path.reduce<unknown>(memberOf, event);
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** Conditions joined by `&&`, which binds closer, and `||`, with parentheses. */
function readExpression(reader: PatternReader): Test<object> {
  const operand = (): Test<object> => {
    if (!reader.skip('(')) return readCondition(reader);
    const inner = readExpression(reader);
    reader.expect(')');
    return inner;
  };
  const all = (): Test<object> => {
    const tests = [operand()];
    while (reader.skip('&&')) tests.push(operand());
    return (event) => tests.every((test) => test(event));
  };
  const tests = [all()];
  while (reader.skip('||')) tests.push(all());
  return (event) => tests.some((test) => test(event));
}

const constants: Readonly<Record<string, boolean | null>> = { NULL: null, TRUE: true, FALSE: false };

function readCondition(reader: PatternReader): Test<object> {
  const select = readJsonSelector(reader);
  if (reader.take(/NOT\s+EXISTS\b/iy) !== undefined) return (event) => select(event) === undefined;
  const wanted = reader.take(/IS\s+(NULL|TRUE|FALSE)\b/iy);
  if (wanted !== undefined) {
    const constant = constants[wanted.split(/\s+/)[1]?.toUpperCase() ?? ''];
    return (event) => select(event) === constant;
  }
  const operator = reader.take(/!=|<=|>=|=|<|>/y);
  if (operator === undefined) throw reader.refusal('an operator is missing');
  const compare = comparison(operator, reader.literal(), reader);
  return (event) => {
    const value = select(event);
    return ['boolean', 'number', 'string'].includes(typeof value) && compare(String(value));
  };
}

/**
 * Makes a comparison of a value in an event with a literal. A number without quotes is compared with numbers, everything
 * else as text, in which `*` stands for any characters.
 */
function comparison(operator: string, { text, isQuoted }: Literal, reader: PatternReader): Test<string> {
  const number = isQuoted ? undefined : numberIn(text);
  if (operator === '=' || operator === '!=') {
    const equals = number === undefined ? wildcard(text) : (value: string): boolean => numberIn(value) === number;
    return (value) => equals(value) === (operator === '=');
  }
  if (number === undefined) throw reader.refusal(`${operator} needs a number`);
  return (value) => {
    const left = numberIn(value);
    if (left === undefined) return false;
    if (left === number) return operator.length === 2;
    return left < number === operator.startsWith('<');
  };
}

const numberPattern = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** @returns The number that a text is all of; undefined where it is none. */
const numberIn = (text: string): number | undefined => (numberPattern.test(text) ? Number(text) : undefined);

/** Not by a regular expression: many stars in it would take for ever on some texts. */
function wildcard(pattern: string): Test<string> {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    let position = first.length;
    for (const piece of rest) {
      const found = text.indexOf(piece, position);
      if (found < 0) return false;
      position = found + piece.length;
    }
    return position <= text.length - last.length;
  };
}

function parseObject(message: string): object | undefined {
  if (!/^\s*\{/.test(message)) return undefined;
  try {
    return JSON.parse(message) as object;
  } catch {
    return undefined;
  }
}
