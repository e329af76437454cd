import { readExpression, type Test } from './boolean-expression';
import { comparison, type Literal, type Operator } from './compare-text';
import { PatternReader } from './pattern-reader';

type Path = readonly (number | string)[];

/**
 * Reads a pattern such as `{ $.level = "ERROR" && $.durationMs > 1000 }` for events that are JSON objects.
 *
 * A comparison is false where there is no such field, and where the field is an object or a list, `!=` included
 * (unverified for absent fields).
 *
 * @throws {AwsError} InvalidParameterException. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function readJsonPattern(pattern: string): Test<string> {
  const reader = new PatternReader(pattern);
  reader.expect('{');
  const test = readExpression(reader, () => readCondition(reader));
  reader.expect('}');
  if (!reader.isAtEnd) throw reader.refusal('nothing may follow the closing brace');
  return (message) => {
    const event = parseObject(message);
    return event !== undefined && test(event);
  };
}

function readCondition(reader: PatternReader): Test<object> {
  const path = readSelector(reader);
  if (reader.take(/NOT\s+EXISTS\b/iy) !== undefined) return (event) => valueAt(path, event) === undefined;
  if (reader.take(/EXISTS\b/iy) !== undefined) return (event) => valueAt(path, event) !== undefined;
  const wanted = reader.take(/IS\s+(NULL|TRUE|FALSE)\b/iy);
  if (wanted !== undefined) {
    const value = constants[wanted.split(/\s+/)[1]?.toUpperCase() ?? ''];
    return (event) => valueAt(path, event) === value;
  }
  const operator = reader.operator();
  if (operator === undefined) throw reader.refusal('an operator is missing');
  const compare = scalarComparison(operator, reader.literal());
  return (event) => compare(valueAt(path, event));
}

const constants: Readonly<Record<string, boolean | null>> = { NULL: null, TRUE: true, FALSE: false };

function scalarComparison(operator: Operator, literal: Literal): (value: unknown) => boolean {
  const compare = comparison(operator, literal);
  return (value) => {
    if (typeof value === 'boolean') return compare(String(value));
    return (typeof value === 'string' || typeof value === 'number') && compare(value);
  };
}

/** `$.a.b`, `$.a[0]`, `$['a b']`. */
function readSelector(reader: PatternReader): Path {
  reader.expect('$');
  const path: (number | string)[] = [];
  for (;;) {
    const name = reader.take(/\.[\w-]+/y);
    if (name !== undefined) path.push(name.slice(1));
    else if (reader.skip('[')) {
      const key = reader.quoted("'") ?? reader.quoted();
      const index = key ?? reader.take(/\d{1,9}/y);
      if (index === undefined) throw reader.refusal('an index or a name in quotes is missing');
      path.push(key ?? Number(index));
      reader.expect(']');
    } else break;
  }
  if (path.length === 0) throw reader.refusal('a selector names a field, as in $.field');
  return path;
}

function valueAt(path: Path, event: object): unknown {
  let value: unknown = event;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<number | string, unknown>)[step];
  }
  return value;
}

function parseObject(message: string): object | undefined {
  if (!/^\s*\{/.test(message)) return undefined;
  try {
    return JSON.parse(message) as object;
  } catch {
    return undefined;
  }
}
