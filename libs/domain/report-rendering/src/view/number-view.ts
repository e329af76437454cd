import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Language, formatNumber, percentSignOf, reportTexts } from '@pulso/kit/texts';
import { minuteMs } from '@pulso/kit/time';

import { titleIn } from './line-text';
import { type ChangeView, changeViewOf, roundPoints } from './number-change';
import { type Frame, periodOfPart } from './window-in-words';

type Value = ReportContent['values'][number];
type Unit = Value['unit'];

/** The bars of a number, oldest first. */
export interface BarsView {
  /** In eighths, from 1: what is less, and zero, has the lowest bar. `null` is a gap. */
  readonly heights: readonly (number | null)[];
  /** The lowest and the highest number. @example '310 to 460' */
  readonly rangeText: string;
}

/** A number of a report, ready to be shown. */
export interface NumberView {
  readonly name: string;
  /** The number with its unit. @example '127 a day', of people, whose days have no sum */
  readonly text: string;
  readonly change: ChangeView | undefined;
  /** What to know about the number. @example '1 day missing' */
  readonly note: string | undefined;
  /** Absent of the small print, and where there are none. */
  readonly bars?: BarsView | undefined;
  /** The first line is about it. */
  readonly isTold?: boolean;
}

/**
 * Words a number of a report, and how it has changed.
 *
 * @param commonGap - How many parts of every sum are missing, where that is said once for all of them.
 */
export function numberViewOf(value: Value, frame: Frame, commonGap?: number): NumberView {
  return {
    name: titleIn(value.title, frame.tag, value.numberId ?? value.queryId),
    text: textOf(value, frame),
    change: changeViewOf(value, usualTextOf(value, frame), frame),
    note: noteOf(value, frame, commonGap),
  };
}

/** Words the baseline. @example '260 to 310' */
export const usualTextOf = ({ usualRange, unit }: Value, frame: Frame): string | undefined =>
  usualRange && rangeText(usualRange.low, usualRange.high, unit, frame);

/** @example '310 to 460' */
export function rangeText(low: number, high: number, unit: Unit, { language, texts }: Frame): string {
  const [lowText, highText] = [formatValue(low, unit, language), formatValue(high, unit, language)];
  return lowText === highText ? lowText : texts.range(lowText, highText);
}

/** Of distinct people, say, a span of days has no sum. */
export const isAverage = ({ parts = [], additive }: Pick<Value, 'parts' | 'additive'>): boolean =>
  parts.length > 1 && additive === false;

/** People come in whole ones: decimals only where the number is small. */
const roundAverage = (value: number): number => (Math.abs(value) < 10 ? value : Math.round(value));

/** Of a share of some dozens of people, the second decimal would be noise. */
function shownValueOf(value: Value): number {
  if (value.of !== undefined) return value.value < 10 ? roundPoints(value.value) : Math.round(value.value);
  return isAverage(value) ? roundAverage(value.value) : value.value;
}

function textOf(value: Value, { window, language, texts }: Frame): string {
  const { parts = [], unit } = value;
  const text = formatValue(shownValueOf(value), unit, language);
  if (!isAverage(value)) return text;
  const isCount = unit === undefined || unit === 'count';
  const average = isCount ? texts.countPer(text, periodOfPart(window, parts.length)) : texts.onAverage(text);
  return average.replaceAll(' ', '\u00a0');
}

function noteOf(value: Value, { window, language, texts }: Frame, commonGap?: number): string | undefined {
  const { parts = [], part, of } = value;
  const missingCount = missingCountOf(value);
  const countText = (count: number): string => formatNumber(roundAverage(count), language);
  const notes = [
    ...(part !== undefined && of !== undefined ? [texts.partOf(countText(part), countText(of))] : []),
    ...(missingCount > 0 && missingCount !== commonGap
      ? [texts.windowsMissing(missingCount, periodOfPart(window, parts.length))]
      : []),
  ];
  return notes.length > 0 ? notes.join(', ') : undefined;
}

/** How many parts of a number's window are not known. */
export const missingCountOf = ({ parts = [] }: Pick<Value, 'parts'>): number =>
  parts.filter((part) => part === null).length;

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
  const withUnit = (value: number, unit: string): string => `${formatNumber(value, language)}\u00a0${unit}`;
  // Half a millisecond below a second is a second: no "1,000 ms".
  if (Math.abs(ms) < 999.5) return withUnit(Math.abs(ms) < 10 ? ms : Math.round(ms), milliseconds);
  if (Math.abs(ms) < minuteMs - 50) return withUnit(roundPoints(ms / 1000), seconds);
  return withUnit(roundPoints(ms / minuteMs), minutes);
}
