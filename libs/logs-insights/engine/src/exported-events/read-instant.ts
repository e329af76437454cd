const isoDate =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?/i;

/**
 * Reads the ISO date that a text starts with: `2026-11-25`, `2026-11-25T12:34:56.789Z`, `2026-11-25 12:34:56,789+01:00`.
 *
 * @returns The instant in epoch milliseconds, UTC where no zone is written, and how many characters the date has;
 * undefined where the text starts with no date that exists.
 */
export function readIsoDate(text: string): { epochMs: number; length: number } | undefined {
  const match = isoDate.exec(text);
  if (!match) return undefined;
  const [whole, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match;
  const parts = [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)] as const;
  const utcMs = Date.UTC(...parts, Number(fraction.padEnd(3, '0').slice(0, 3)));
  const date = new Date(utcMs);
  // Date.UTC takes 31 February for 3 March, and 24:00 for the next day.
  const found = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), date.getUTCHours()];
  if (found.some((part, index) => part !== parts[index]) || parts[4] > 59 || parts[5] > 59) return undefined;
  return { epochMs: utcMs - offsetMsOf(zone), length: whole.length };
}

function offsetMsOf(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** In epoch seconds this is the year 5138, in milliseconds March 1973. */
const leastMilliseconds = 1e11;

/** @returns Epoch milliseconds of a number of epoch seconds, milliseconds, microseconds or nanoseconds, told by its size. */
export function epochMsOf(epoch: number): number {
  const size = Math.abs(epoch);
  if (size < leastMilliseconds) return Math.round(epoch * 1000);
  if (size < leastMilliseconds * 1e3) return Math.floor(epoch);
  return Math.floor(size < leastMilliseconds * 1e6 ? epoch / 1e3 : epoch / 1e6);
}

/** The days that a date can be away from 1970, in milliseconds. */
const mostMilliseconds = 8.64e15;

/** @returns Whether so many epoch milliseconds are a date. */
export const isInstant = (epochMs: number): boolean => Math.abs(epochMs) <= mostMilliseconds;

const wholeNumber = /^\d+(?:\.\d+)?$/;

/**
 * Reads a member of a JSON log line as an instant.
 *
 * @param value - An ISO date or a number of epoch seconds to nanoseconds, as a number or a text.
 * @returns Epoch milliseconds; undefined for anything else.
 */
export function readInstant(value: unknown): number | undefined {
  if (typeof value === 'number') {
    const epochMs = epochMsOf(value);
    return isInstant(epochMs) ? epochMs : undefined;
  }
  if (typeof value !== 'string') return undefined;
  if (wholeNumber.test(value)) return readInstant(Number(value));
  const date = readIsoDate(value);
  return date?.length === value.length ? date.epochMs : undefined;
}
