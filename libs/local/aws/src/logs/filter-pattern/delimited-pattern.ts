import { readExpression } from './boolean-expression';
import { type Test } from './test';
import { comparison } from './compare-text';
import { type FilterPattern } from './filter-pattern';
import { PatternReader } from './pattern-reader';

interface Field {
  /** undefined where nothing stands between two commas. */
  readonly name: string | undefined;
  readonly test: Test<string>;
}

/** `after` is what follows an ellipsis, undefined where there is none. */
interface Fields {
  readonly before: readonly Field[];
  readonly after: readonly Field[] | undefined;
}

/** A value of an event with the field that it belongs to; undefined where it belongs to an ellipsis. */
type PlacedValue = readonly [string, Field | undefined];

/**
 * Reads a pattern such as `[ip, ..., status = 4*, bytes > 1000]` for events that are fields between white space.
 *
 * `[...]` and `"..."` in an event are one field. Without an ellipsis an event needs as many fields as the pattern has at
 * least, and the last one takes what is left: so the page explains that `[w1=ERROR]` needs a further field.
 *
 * @throws {AwsError} InvalidParameterException. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function readDelimitedPattern(pattern: string): FilterPattern {
  const fields = readFields(new PatternReader(pattern));
  return {
    matches: (message) => place(message, fields)?.every(([value, field]) => field?.test(value) ?? true) ?? false,
    extract: (message) =>
      Object.fromEntries(
        (place(message, fields) ?? []).map(([value, field], index) => [`$${field?.name ?? index + 1}`, value]),
      ),
  };
}

/** @returns undefined for an event with too few fields. */
function place(message: string, { before, after }: Fields): readonly PlacedValue[] | undefined {
  const values = valuesIn(message, after ? Infinity : before.length);
  const openCount = values.length - before.length - (after?.length ?? 0);
  if (openCount < 0) return undefined;
  const places = [...before, ...Array.from({ length: openCount }, () => undefined), ...(after ?? [])];
  return values.map((value, index) => [value, places[index]]);
}

function readFields(reader: PatternReader): Fields {
  const before: Field[] = [];
  let after: Field[] | undefined;
  reader.expect('[');
  const isEmpty = reader.skip(']');
  if (!isEmpty) {
    do {
      if (!reader.skip('...')) (after ?? before).push(readField(reader));
      else if (after) throw reader.refusal('there may be one ellipsis');
      else after = [];
    } while (reader.skip(','));
    reader.expect(']');
  }
  if (!reader.isAtEnd) throw reader.refusal('nothing may follow the closing bracket');
  return isEmpty ? { before, after: [] } : { before, after };
}

/** Nothing at all, a name, which anything fits, or conditions that all speak of the same name. */
function readField(reader: PatternReader): Field {
  if (reader.isAt(',') || reader.isAt(']')) return { name: undefined, test: () => true };
  let name: string | undefined;
  const test = readExpression<string>(reader, () => {
    const subject = reader.take(/[\w-]+/y);
    if (subject === undefined) throw reader.refusal('the name of a field is missing');
    if (name !== undefined && name !== subject) throw reader.refusal(`"${subject}" is not "${name}"`);
    name = subject;
    const operator = reader.operator();
    return operator === undefined ? () => true : comparison(operator, reader.literal());
  });
  return { name, test };
}

/** @param maxCount - The last value is all that is left of the message. */
function valuesIn(message: string, maxCount: number): string[] {
  const found = [...message.matchAll(/\[[^\]]*\]|"[^"]*"|\S+/g)];
  const rest = found.length > maxCount ? found[maxCount - 1] : undefined;
  const whole = (rest ? found.slice(0, maxCount - 1) : found).map(([value]) => value);
  const values = whole.map((value) => (/^(\[.*\]|".*")$/s.test(value) ? value.slice(1, -1) : value));
  return rest ? [...values, message.slice(rest.index).trimEnd()] : values;
}
