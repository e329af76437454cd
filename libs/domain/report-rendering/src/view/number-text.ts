import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Language, formatNumber, percentSignOf, reportTexts } from '@pulso/kit/texts';
import { minuteMs } from '@pulso/kit/time';

type Unit = ReportContent['values'][number]['unit'];

const msPerSecond = 1000;

/**
 * Writes a number with its unit. Durations take the unit in which they are short; a non-breaking space keeps number and
 * unit in one line.
 *
 * @example formatValue(1234, 'milliseconds', 'en'); // '1.2 s'
 */
export function formatValue(value: number, unit: Unit, language: Language): string {
  switch (unit) {
    case undefined:
    case 'count':
      return formatNumber(value, language);
    case 'percent':
      return `${formatNumber(value, language)}${percentSignOf(language)}`;
    case 'milliseconds':
      return formatDuration(value, language);
    default:
      return unit satisfies never;
  }
}

function formatDuration(ms: number, language: Language): string {
  const { milliseconds, seconds, minutes } = reportTexts(language).units;
  // Half a millisecond below a second is a second: no "1,000 ms".
  if (Math.abs(ms) < msPerSecond - 0.5)
    return withUnit(Math.abs(ms) < 10 ? ms : Math.round(ms), milliseconds, language);
  if (Math.abs(ms) < minuteMs - 50) return withUnit(oneDecimal(ms / msPerSecond), seconds, language);
  return withUnit(oneDecimal(ms / minuteMs), minutes, language);
}

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;

const withUnit = (value: number, unit: string, language: Language): string =>
  `${formatNumber(value, language)}\u00a0${unit}`;

/** One number per window, oldest first; `null` is a gap. */
export type Series = readonly (number | null)[];

/** How far a number is from another one. */
export interface Change {
  readonly direction: 'up' | 'down' | 'same';
  /** The change in whole percent of the base, without a sign. `new`: the base is 0, so there is no percentage. */
  readonly percent: number | 'new';
}

/** The windows that a number is shown beside. */
interface WithEarlier {
  readonly earlier?: Series | undefined;
  /** Of a sum. */
  readonly parts?: Series | undefined;
}

/**
 * Chooses what a number is shown against: the same weekday a week before, and of windows that are no day the one before.
 *
 * The first window of which a number is known is left aside, unless it is a sum that has all its parts: the records of a new
 * stage, or of a new field, begin within it. Nothing in its result tells, and what it lacks would look like growth.
 *
 * @returns null where it is not known.
 */
export function baseOf({ earlier = [], parts }: WithEarlier, isDay: boolean): number | null {
  const index = earlier.length - (isDay && !parts ? 7 : 1);
  return index > 0 || parts ? (earlier[index] ?? null) : null;
}

/** Says how far a value is from what it is compared with. */
export function changeOf(value: number, base: number): Change {
  if (value === base) return { direction: 'same', percent: 0 };
  const direction = value > base ? 'up' : 'down';
  if (base === 0) return { direction, percent: 'new' };
  const share = Math.abs((value - base) / base);
  // "▼100 %" says that nothing is left.
  const mostPercent = direction === 'down' && share < 1 ? 99 : Infinity;
  const percent = Math.min(mostPercent, Math.round(share * 100));
  return { direction: percent === 0 ? 'same' : direction, percent };
}
