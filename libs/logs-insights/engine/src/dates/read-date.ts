import { type TimeZone, instantOf, isInCalendar, timeZoneOf } from './calendar';
import { type DatePart, type DateUnit, monthNames, shortNameLength, weekdayNames } from './date-pattern';
import { matchAt } from '../values/text';

/** What has been read so far; the rest is as at the epoch. */
interface Reading {
  readonly numbers: Partial<Record<DateUnit, number>>;
  isAfternoon: boolean | undefined;
  zone: TimeZone | undefined;
}

const digit = /\d/;
const zoneText = /Z(?![A-Za-z])|[A-Za-z]*[+-]\d{1,2}(?::?\d{2})?|[A-Za-z]+(?:[/_-][A-Za-z]+)*/y;
const offsetText = /Z|[+-]\d{2}(?::?\d{2})?/y;

/**
 * Reads a date.
 *
 * @param zone - Where the clocks stood, unless the text says so itself.
 * @returns Epoch milliseconds; undefined when the text is not, from end to end, what the pattern says, or names a day or a
 * time that does not exist. Names count in any case; weekdays are read and not compared.
 */
export function readDate(text: string, parts: readonly DatePart[], zone: TimeZone): number | undefined {
  const reading: Reading = { numbers: {}, isAfternoon: undefined, zone: undefined };
  let index = 0;
  for (const [position, part] of parts.entries()) {
    const end = readPart(text, index, part, isNumber(parts[position + 1]), reading);
    if (end === undefined) return undefined;
    index = end;
  }
  const localMs = index === text.length ? localTimeOf(reading) : undefined;
  const epochMs = localMs === undefined ? undefined : instantOf(localMs, reading.zone ?? zone);
  return epochMs !== undefined && isInCalendar(epochMs) ? epochMs : undefined;
}

const isNumber = (part: DatePart | undefined): boolean => part?.type === 'number';

/** @returns Where the part ends, undefined when it is not there. */
function readPart(
  text: string,
  start: number,
  part: DatePart,
  isBeforeNumber: boolean,
  reading: Reading,
): number | undefined {
  switch (part.type) {
    case 'literal':
      return text.startsWith(part.text, start) ? start + part.text.length : undefined;
    case 'number':
      return readNumber(text, start, part, isBeforeNumber, reading);
    case 'name':
      return readName(text, start, part, reading);
    case 'half-day': {
      const word = text.slice(start, start + 2).toUpperCase();
      reading.isAfternoon = word === 'PM';
      return word === 'AM' || word === 'PM' ? start + 2 : undefined;
    }
    case 'offset':
    case 'zone': {
      const pattern = part.type === 'zone' ? zoneText : offsetText;
      const name = matchAt(pattern, text, start)?.[0];
      reading.zone = name === undefined ? undefined : timeZoneOf(name);
      return reading.zone && start + (name?.length ?? 0);
    }
    default:
      return part satisfies never;
  }
}

/** The most digits of a number that nothing bounds, next to those that have as many as their pattern has letters. */
const maxDigits: Partial<Record<DateUnit, number>> = { year: 4, 'day-of-year': 3 };

function readNumber(
  text: string,
  start: number,
  { unit, width }: Extract<DatePart, { type: 'number' }>,
  isBeforeNumber: boolean,
  { numbers }: Reading,
): number | undefined {
  const isExact = isBeforeNumber || width > 1 || unit === 'fraction';
  const longest = start + (isExact ? width : (maxDigits[unit] ?? 2));
  let end = start;
  while (end < longest && digit.test(text.charAt(end))) end += 1;
  if (end === start || (isExact && end < longest)) return undefined;
  const digits = text.slice(start, end);
  numbers[unit] = unit === 'fraction' ? Number(digits.slice(0, 3).padEnd(3, '0')) : Number(digits);
  return end;
}

function readName(
  text: string,
  start: number,
  { of, isShort }: Extract<DatePart, { type: 'name' }>,
  { numbers }: Reading,
): number | undefined {
  const names = of === 'month' ? monthNames : weekdayNames;
  for (const [position, name] of names.entries()) {
    const sought = isShort ? name.slice(0, shortNameLength) : name;
    if (text.slice(start, start + sought.length).toLowerCase() !== sought.toLowerCase()) continue;
    if (of === 'month') numbers.month = position + 1;
    return start + sought.length;
  }
  return undefined;
}

/** @returns What clocks showed, as if it were UTC; undefined for what they never show. */
function localTimeOf({ numbers, isAfternoon }: Reading): number | undefined {
  const { 'year-of-century': short, 'day-of-year': dayOfYear } = numbers;
  const year = numbers.year ?? (short === undefined ? 1970 : 2000 + short);
  const month = dayOfYear === undefined ? (numbers.month ?? 1) : 1;
  const day = dayOfYear ?? numbers.day ?? 1;
  const hour = hourOf(numbers, isAfternoon);
  const { minute = 0, second = 0, fraction = 0 } = numbers;
  if (year < 1000 || hour === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second, fraction));
  const isKept = dayOfYear === undefined ? date.getUTCMonth() === month - 1 : date.getUTCFullYear() === year;
  return isKept ? date.getTime() : undefined;
}

function hourOf(numbers: Reading['numbers'], isAfternoon: boolean | undefined): number | undefined {
  const half = numbers['hour-of-half-day'];
  if (half === undefined) return numbers.hour ?? 0;
  return half < 1 || half > 12 ? undefined : (half % 12) + (isAfternoon === true ? 12 : 0);
}
