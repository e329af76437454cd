import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Language, formatNumber, percentSignOf, reportTexts } from '@pulso/kit/texts';
import { minuteMs } from '@pulso/kit/time';

import { type Frame, periodOfPart } from './window-in-words';

type Value = ReportContent['values'][number];
type Unit = Value['unit'];

/** How a number has changed, ready to be shown. */
export interface ChangeView {
  /** With its arrow. @example '▲12%', '▲from 0', '±0%', '▼0.2 points'; where it is unusual 'usually 260 to 310' */
  readonly text: string;
  /** Only unusual numbers stand out. */
  readonly isAnomaly: boolean;
  readonly isBad: boolean;
}

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
  /** Small print has none. */
  readonly bars?: BarsView | undefined;
  /** The first line is about it. */
  readonly isAnomaly?: boolean;
}

/** @param commonGap - How many parts every sum lacks, if the report says that once for all. */
export function numberViewOf(value: Value, frame: Frame, commonGap?: number): NumberView {
  return {
    name: frame.titleOf(value.title, value.numberId ?? value.queryId),
    text: textOf(value, frame),
    change: changeViewOf(value, frame),
    note: noteOf(value, frame, commonGap),
  };
}

/** @example '260 to 310' */
export const baselineTextOf = ({ baseline, unit }: Value, frame: Frame): string | undefined =>
  baseline && rangeText(baseline.low, baseline.high, unit, frame);

/** @example '310 to 460' */
export function rangeText(low: number, high: number, unit: Unit, { language, texts }: Frame): string {
  const [lowText, highText] = [formatValue(low, unit, language), formatValue(high, unit, language)];
  return lowText === highText ? lowText : texts.range(lowText, highText);
}

/** Distinct people, for one, have no sum over days. */
export const isAverage = ({ parts = [], additive }: Pick<Value, 'parts' | 'additive'>): boolean =>
  parts.length > 1 && additive === false;

/** Only small averages have decimals: people are whole. */
const roundAverage = (value: number): number => (Math.abs(value) < 10 ? value : Math.round(value));

/** In a share of some dozens of people the second decimal would be noise. */
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

const formats: Readonly<Record<NonNullable<Unit>, (value: number, language: Language) => string>> = {
  count: formatNumber,
  percent: (value, language) => `${formatNumber(value, language)}${percentSignOf(language)}`,
  milliseconds: formatDuration,
};

/** A non-breaking space keeps number and unit in one line. @example '1.2 s' */
export const formatValue = (value: number, unit: Unit, language: Language): string =>
  formats[unit ?? 'count'](value, language);

function formatDuration(ms: number, language: Language): string {
  const { milliseconds, seconds, minutes } = reportTexts(language).units;
  const withUnit = (value: number, unit: string): string => `${formatNumber(value, language)}\u00a0${unit}`;
  // Rounding must not give "1,000 ms".
  if (Math.abs(ms) < 999.5) return withUnit(Math.abs(ms) < 10 ? ms : Math.round(ms), milliseconds);
  if (Math.abs(ms) < minuteMs - 50) return withUnit(roundPoints(ms / 1000), seconds);
  return withUnit(roundPoints(ms / minuteMs), minutes);
}

const maxShownPercent = 999;

/** An unusual number has its baseline in place of a percentage. */
function changeViewOf(value: Value, frame: Frame): ChangeView | undefined {
  const { value: number, unit, better, baseline } = value;
  const baselineText = baselineTextOf(value, frame);
  if (value.isAnomaly) {
    const direction = number > (baseline?.high ?? 0) ? 'up' : 'down';
    const text = baselineText === undefined ? '' : frame.texts.usually(baselineText);
    return { text, isAnomaly: true, isBad: isBad(direction, better) };
  }
  const base = baseOf(value, frame.period === 'day');
  if (base === null) return undefined;
  const points = unit === 'percent' ? roundPoints(number - base) : undefined;
  // A change too small to be shown is neither better nor worse.
  const change: Change = points === 0 ? { direction: 'same', percent: 0 } : changeOf(number, base);
  return {
    text: points === undefined ? percentText(change, frame) : pointsText(points, frame),
    isAnomaly: false,
    isBad: isBad(change.direction, better),
  };
}

/**
 * Returns what a number is compared with: a day with the same weekday a week before, others with the window before.
 *
 * The first known window is not used: records of a new stage or field begin within it, which would look like growth.
 * Sums of earlier reports are whole; a sum with gaps is not compared.
 */
function baseOf({ earlier = [], parts, additive }: Value, isDay: boolean): number | null {
  if (parts?.includes(null) && additive !== false) return null;
  const index = earlier.length - (isDay && !parts ? 7 : 1);
  return index > 0 || parts ? (earlier[index] ?? null) : null;
}

interface Change {
  readonly direction: 'up' | 'down' | 'same';
  /** Whole percent of the base, without a sign. `new`: the base is 0, so there is no percentage. */
  readonly percent: number | 'new';
}

function changeOf(value: number, base: number): Change {
  if (value === base) return { direction: 'same', percent: 0 };
  const direction = value > base ? 'up' : 'down';
  if (base === 0) return { direction, percent: 'new' };
  const share = Math.abs((value - base) / base);
  // "▼100 %" says that nothing is left.
  const mostPercent = direction === 'down' && share < 1 ? 99 : Infinity;
  const percent = Math.min(mostPercent, Math.round(share * 100));
  return { direction: percent === 0 ? 'same' : direction, percent };
}

const isBad = (direction: Change['direction'], better: Value['better']): boolean =>
  better !== undefined && direction === (better === 'more' ? 'down' : 'up');

const arrows: Readonly<Record<Change['direction'], string>> = { up: '▲', down: '▼', same: '±' };

function percentText({ direction, percent }: Change, { language, texts }: Frame): string {
  if (percent === 'new') return `${arrows[direction]}${texts.fromZero}`;
  const shown = percent > maxShownPercent ? `>${maxShownPercent}` : formatNumber(percent, language);
  return `${arrows[direction]}${shown}${percentSignOf(language)}`;
}

/** A percentage grows by percentage points: "1 % more" of 2 % would be read as 3 %. */
function pointsText(points: number, { language, texts }: Frame): string {
  const direction = points === 0 ? 'same' : points > 0 ? 'up' : 'down';
  const size = Math.abs(points);
  return `${arrows[direction]}${formatNumber(size, language)}\u00a0${texts.percentagePoints(size)}`;
}

const roundPoints = (difference: number): number => Math.round(difference * 10) / 10;

/** @example '+1,234', '−5' */
export const signedNumber = (number: number, { language }: Pick<Frame, 'language'>): string =>
  `${number < 0 ? '−' : '+'}${formatNumber(Math.abs(number), language)}`;
