import { readExpression } from './boolean-expression';
import { comparison } from './compare-text';
import { type FilterPattern, type Test } from './filter-pattern';
import { type JsonSelector, readJsonSelector } from './json-selector';
import { PatternReader } from './pattern-reader';

/** How many selectors of one pattern may have a wildcard. */
const maxWildcards = 3;

/**
 * Reads a pattern such as `{ $.level = "ERROR" && $.durationMs > 1000 }` for events that are JSON objects.
 *
 * A comparison is false where there is no such field, and where the field is an object or a list, `!=` included
 * (unverified for absent fields). What is extracted are the values behind the selectors (unverified: the reference shows
 * none).
 *
 * @throws {AwsError} InvalidParameterException. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function readJsonPattern(pattern: string): FilterPattern {
  const reader = new PatternReader(pattern);
  const selectors: JsonSelector[] = [];
  reader.expect('{');
  const test = readExpression(reader, () => {
    const selector = readJsonSelector(reader);
    selectors.push(selector);
    return readCondition(reader, selector);
  });
  reader.expect('}');
  if (!reader.isAtEnd) throw reader.refusal('nothing may follow the closing brace');
  if (selectors.filter(({ hasWildcard }) => hasWildcard).length > maxWildcards) {
    throw reader.refusal(`at most ${maxWildcards} selectors may have wildcards`);
  }
  return {
    matches: (message) => {
      const event = parseObject(message);
      return event !== undefined && test(event);
    },
    extract: (message) => valuesOf(selectors, parseObject(message) ?? {}),
  };
}

function readCondition(reader: PatternReader, { valuesIn }: JsonSelector): Test<object> {
  if (reader.take(/NOT\s+EXISTS\b/iy) !== undefined) return (event) => valuesIn(event).length === 0;
  const wanted = reader.take(/IS\s+(NULL|TRUE|FALSE)\b/iy);
  if (wanted !== undefined) {
    const constant = constants[wanted.split(/\s+/)[1]?.toUpperCase() ?? ''];
    return (event) => valuesIn(event).includes(constant);
  }
  const operator = reader.operator();
  if (operator === undefined) throw reader.refusal('an operator is missing');
  const compare = comparison(operator, reader.literal());
  return (event) =>
    valuesIn(event).some((value) => isScalar(value) && compare(typeof value === 'boolean' ? String(value) : value));
}

const constants: Readonly<Record<string, boolean | null>> = { NULL: null, TRUE: true, FALSE: false };

function valuesOf(selectors: readonly JsonSelector[], event: object): Record<string, string> {
  const found = selectors.map(({ text, valuesIn }) => ({ text, value: valuesIn(event).find(isScalar) }));
  return Object.fromEntries(found.flatMap(({ text, value }) => (value === undefined ? [] : [[text, String(value)]])));
}

const isScalar = (value: unknown): value is boolean | number | string =>
  typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string';

function parseObject(message: string): object | undefined {
  if (!/^\s*\{/.test(message)) return undefined;
  try {
    return JSON.parse(message) as object;
  } catch {
    return undefined;
  }
}
