import { formatNumber } from './format-number';
import { formatInstant } from './format-instant';

/** A number found in an event, with the text it is shown as: JSON keeps what was written, Lambda prints doubles. */
export class WrittenNumber {
  readonly value: number;
  readonly text: string;

  constructor(value: number, text: string) {
    this.value = value;
    this.text = text;
  }
}

/** A number of epoch milliseconds that is shown as a date. */
export class Instant {
  readonly epochMs: number;

  constructor(epochMs: number) {
    this.epochMs = epochMs;
  }
}

/** What an expression gives. There is no boolean: comparisons give 1 and 0. undefined is a missing value. */
export type Value = string | number | WrittenNumber | Instant | undefined;

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
  return finite(value instanceof WrittenNumber ? value.value : value.epochMs);
}

/** @returns The number, or a missing value for NaN and infinities. */
export const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

/** @returns The value as GetQueryResults shows it, undefined for a missing one. */
export function toText(value: Value): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  if (typeof value === 'number') return formatNumber(value);
  return value instanceof WrittenNumber ? value.text : formatInstant(value.epochMs);
}

/** @returns Whether the value is a number other than 0; a text that looks like one counts as one. */
export function isTrue(value: Value): boolean {
  const number = toNumber(value);
  return number !== undefined && number !== 0;
}
