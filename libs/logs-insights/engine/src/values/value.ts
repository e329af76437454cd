import { formatInstant, formatNumber } from './format-value';

/** A JSON object, as a function gives it; fields of events are never one. */
export class MapValue {
  /** In document order; undefined stands for JSON's null. */
  readonly entries: ReadonlyMap<string, Value>;

  constructor(entries: ReadonlyMap<string, Value>) {
    this.entries = entries;
  }
}

/** A JSON array, or what `split` gives. */
export class ListValue {
  /** undefined stands for JSON's null. */
  readonly items: readonly Value[];

  constructor(items: readonly Value[]) {
    this.items = items;
  }
}

/** A number found in JSON, with the text it is shown as: that which was written. */
export class WrittenNumber {
  readonly value: number;
  readonly text: string;
  /** How it stands in JSON: `true` is the number 1, is shown as 1, and is `true` again in a JSON text. */
  readonly json: string;

  constructor(value: number, text: string, json = text) {
    this.value = value;
    this.text = text;
    this.json = json;
  }
}

/** JSON's `true` and `false`, which Logs Insights takes for 1 and 0. */
export const jsonTrue = new WrittenNumber(1, '1', 'true');
export const jsonFalse = new WrittenNumber(0, '0', 'false');

/** A number of epoch milliseconds that is shown as a date. */
export class Instant {
  readonly epochMs: number;
  #text: string | undefined;

  constructor(epochMs: number) {
    this.epochMs = epochMs;
  }

  /** Undefined outside the range of dates. */
  get text(): string | undefined {
    this.#text ??= formatInstant(this.epochMs);
    return this.#text;
  }
}

/** What an expression gives. There is no boolean: comparisons give 1 and 0. undefined is a missing value. */
export type Value = string | number | WrittenNumber | Instant | MapValue | ListValue | undefined;

/** @returns Whether the value is a map or a list, which equals nothing and can't be sorted, grouped or aggregated by. */
export const isStructure = (value: Value): value is MapValue | ListValue =>
  value instanceof MapValue || value instanceof ListValue;

/** @returns The value, a missing one in place of a map or a list. */
export const scalarOf = (value: Value): Value => (isStructure(value) ? undefined : value);

const numeric = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Reads a value as a number.
 *
 * @returns undefined for what does not look like a number as a whole, and for what no double can hold.
 */
export function toNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (value === undefined) return undefined;
  if (typeof value === 'string') return numeric.test(value) ? finite(Number(value)) : undefined;
  if (value instanceof WrittenNumber) return finite(value.value);
  return value instanceof Instant ? finite(value.epochMs) : undefined;
}

/** @returns The number, or a missing value for NaN and infinities. */
export const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

/** @returns The value as GetQueryResults shows it, undefined for a missing one; maps and lists as compact JSON (unverified). */
export function toText(value: Value): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  if (typeof value === 'number') return formatNumber(value);
  if (value instanceof WrittenNumber) return value.text;
  return value instanceof Instant ? value.text : toJson(value);
}

/** @returns The value as a text; undefined for a missing value, and for a map or a list, which functions of texts don't take. */
export const scalarText = (value: Value): string | undefined => toText(scalarOf(value));

/** @returns The value as compact JSON: what is missing is null, a date a string, and a number keeps how it was written. */
export function toJson(value: Value): string {
  if (value === undefined) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return formatNumber(value);
  if (value instanceof WrittenNumber) return value.json;
  if (value instanceof Instant) return JSON.stringify(value.text ?? null);
  if (value instanceof ListValue) return `[${value.items.map(toJson).join(',')}]`;
  return `{${[...value.entries].map(([key, entry]) => `${JSON.stringify(key)}:${toJson(entry)}`).join(',')}}`;
}

/** @returns Whether the value is a number other than 0; a text that looks like one counts as one. */
export function isTrue(value: Value): boolean {
  const number = toNumber(value);
  return number !== undefined && number !== 0;
}

/** No list has positions of more digits. */
const position = /^(?:0|[1-9]\d{0,9})$/;

/**
 * Reads one member of a map or a list, as `map.key`, `list.0` and `list[0]` do.
 *
 * @param key - A key of a map, to the letter; a position in a list, counted from 0, as a number or in digits.
 * @returns A missing value where there is no such member, and for what is neither a map nor a list.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export function memberOf(value: Value, key: string | number): Value {
  if (value instanceof MapValue) return value.entries.get(String(key));
  if (!(value instanceof ListValue)) return undefined;
  if (typeof key === 'number') return value.items[key];
  return position.test(key) ? value.items[Number(key)] : undefined;
}
