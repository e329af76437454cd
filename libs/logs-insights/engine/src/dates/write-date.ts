import { type CalendarDate } from './calendar';
import { type DatePart, type DateUnit, monthNames, shortNameLength, weekdayNames } from './date-pattern';

/** @returns The date as the parts of a pattern say, in English. */
export function writeDate(date: CalendarDate, parts: readonly DatePart[]): string {
  let text = '';
  for (const part of parts) text += writePart(date, part);
  return text;
}

function writePart(date: CalendarDate, part: DatePart): string {
  switch (part.type) {
    case 'literal':
      return part.text;
    case 'number':
      if (part.unit === 'fraction') return writeFraction(date.millisecond, part.width);
      return String(numberOf(date, part.unit)).padStart(part.width, part.pad ?? '0');
    case 'name': {
      const name = (part.of === 'month' ? monthNames[date.month - 1] : weekdayNames[date.weekday]) ?? '';
      return part.isShort ? name.slice(0, shortNameLength) : name;
    }
    case 'half-day':
      return date.hour < 12 ? 'AM' : 'PM';
    case 'offset':
      return writeOffset(date.offsetMs, part);
    case 'zone':
      return date.zoneName;
    default:
      return part satisfies never;
  }
}

function numberOf(date: CalendarDate, unit: Exclude<DateUnit, 'fraction'>): number {
  switch (unit) {
    case 'year':
    case 'month':
    case 'day':
    case 'hour':
    case 'minute':
    case 'second':
      return date[unit];
    case 'year-of-century':
      return date.year % 100;
    case 'day-of-year':
      return date.dayOfYear;
    case 'hour-of-half-day':
      return date.hour % 12 || 12;
    case 'epoch-seconds':
      return Math.floor(date.epochMs / 1000);
    default:
      return unit satisfies never;
  }
}

/** Cut, not rounded; beyond milliseconds there are zeros. */
const writeFraction = (millisecond: number, width: number): string =>
  String(millisecond).padStart(3, '0').padEnd(width, '0').slice(0, width);

function writeOffset(offsetMs: number, { style, hasZulu }: Extract<DatePart, { type: 'offset' }>): string {
  if (offsetMs === 0 && hasZulu) return 'Z';
  const minutes = Math.floor(Math.abs(offsetMs) / 60_000);
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0');
  const minute = String(minutes % 60).padStart(2, '0');
  const sign = offsetMs < 0 ? '-' : '+';
  if (style === 'hours' && minute === '00') return sign + hour;
  return style === 'extended' ? `${sign}${hour}:${minute}` : `${sign}${hour}${minute}`;
}
