import { type PatternReader } from './pattern-reader';

/** Any element of a list, or any member of an object. */
const wildcard = Symbol('any');

/** What points to a value in an event that is a JSON object, or with a wildcard to several. */
export interface JsonSelector {
  /** As it stands in the pattern. */
  readonly text: string;
  readonly hasWildcard: boolean;
  /** @returns What it points to in an event; empty where there is no such field. */
  valuesIn(event: object): readonly unknown[];
}

type Step = number | string | typeof wildcard;

/**
 * Reads a selector: `$.a.b`, `$.a[0]`, `$['a b']`, `$.['a.b']`, `$.a[*]`, `$.*`.
 *
 * @throws {AwsError} InvalidParameterException: it is none, or has two wildcards. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/matching-terms-json-log-events.html
 */
export function readJsonSelector(reader: PatternReader): JsonSelector {
  reader.skipSpace();
  const start = reader.position;
  reader.expect('$');
  const path: Step[] = [];
  for (;;) {
    const name = reader.take(/\.(?:[\w-]+|\*)/y)?.slice(1);
    if (name !== undefined) path.push(name === '*' ? wildcard : name);
    else if (reader.take(/\.?\[/y) !== undefined) path.push(readKey(reader));
    else break;
  }
  if (path.length === 0) throw reader.refusal('a selector names a field, as in $.field');
  const wildcardCount = path.filter((step) => step === wildcard).length;
  if (wildcardCount > 1) throw reader.refusal('a selector may have one wildcard');
  return {
    text: reader.textFrom(start).trimEnd(),
    hasWildcard: wildcardCount > 0,
    valuesIn: (event) =>
      path.reduce<readonly unknown[]>((values, step) => values.flatMap((value) => at(step, value)), [event]),
  };
}

function readKey(reader: PatternReader): Step {
  const quoted = reader.quoted("'") ?? reader.quoted();
  const bare = quoted === undefined ? reader.take(/\d{1,9}|\*/y) : undefined;
  if (quoted === undefined && bare === undefined) throw reader.refusal('an index or a name in quotes is missing');
  reader.expect(']');
  return quoted ?? (bare === '*' ? wildcard : Number(bare));
}

function at(step: Step, value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (step === wildcard) return Object.values(value);
  return Object.hasOwn(value, step) ? [(value as Record<number | string, unknown>)[step]] : [];
}
