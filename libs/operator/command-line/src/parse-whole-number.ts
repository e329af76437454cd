import { UsageError } from './usage-error';

/** @throws {UsageError} The text is not a whole number in decimal digits, or lies outside `from` to `to`. */
export function parseWholeNumber(option: string, text: string, from: number, to: number): number {
  const value = Number(text);
  if (/^\d{1,16}$/.test(text) && value >= from && value <= to) return value;
  throw new UsageError(`${option} must be a whole number from ${from} to ${to}, got "${text.slice(0, 60)}".`);
}
