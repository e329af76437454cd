import { type ReportContent } from '@pulso/contracts/report-updates';
import { defined } from '@pulso/kit/telegram';
import { type Language, type Period, formatNumber, percentSignOf, reportTexts } from '@pulso/kit/texts';

import { type Change, type Series, baseOf, changeOf, formatValue } from './number-text';
import { titleIn } from './line-text';
import { type Window, periodOf, periodOfPart, type Zone } from './window-in-words';

type Value = ReportContent['values'][number];

/** How a number has changed, ready to be shown. */
export interface ChangeView {
  /** With its arrow. @example '▲12%', '▲from 0', '±0%', '▼0.2 points'; where it is unusual '(usually 260 to 310)' */
  readonly text: string;
  /** Unusual numbers stand out, and no others do. */
  readonly isUnusual: boolean;
  /** Whether it is good news. */
  readonly tone: 'good' | 'bad' | 'neutral';
}

/** A row of numbers in time, the last one being the newest. */
export interface SeriesView {
  /** `earlier`: earlier windows, and the report's own as the last; `parts`: the parts of the report's window. */
  readonly kind: 'earlier' | 'parts';
  /** What one number of it is about. */
  readonly period: Period;
  /** `null` is a gap. */
  readonly values: Series;
  /** @example '310 to 460' */
  readonly rangeText: string;
}

/** A number of a report, ready to be shown. */
export interface NumberView {
  readonly name: string;
  /** The number with its unit. @example '127 a day', of people, whose days have no sum */
  readonly text: string;
  readonly prominence: 'headline' | 'body' | 'detail';
  readonly change?: ChangeView;
  /** What is usual, if known. @example '260 to 310' */
  readonly usualText?: string;
  /** Present with two known numbers at least. */
  readonly series?: SeriesView;
  /** What to know about the number. @example '1 day missing' */
  readonly note?: string;
}

/** In whose words numbers are shown. */
export interface Reader {
  /** A tag, for titles. */
  readonly tag: string | undefined;
  readonly language: Language;
  readonly zone: Zone;
  /** How many parts of every sum are missing, where that is said once for all of them. */
  readonly commonGap?: number | undefined;
}

const maxShownPercent = 999;

/** Formats a number of a report and compares it with earlier ones. */
export function numberViewOf(value: Value, window: Window, reader: Reader): NumberView {
  const { queryId, numberId, title, prominence = 'body' } = value;
  const usualText = usualTextOf(value, reader);
  const change = changeViewOf(value, window, reader, usualText);
  const series = seriesOf(value, window, reader);
  const note = noteOf(value, window, reader);
  return {
    name: titleIn(title, reader.tag, numberId ?? queryId),
    text: textOf(value, window, reader),
    prominence,
    ...(change && { change }),
    ...defined({ usualText }),
    ...(series && { series }),
    ...defined({ note }),
  };
}

function usualTextOf({ usualRange, unit }: Value, { language }: Reader): string | undefined {
  if (!usualRange) return undefined;
  const [low, high] = [usualRange.low, usualRange.high].map((bound) => formatValue(bound, unit, language));
  return low === high ? low : reportTexts(language).range(low ?? '', high ?? '');
}

function changeViewOf(
  value: Value,
  window: Window,
  { language }: Reader,
  usualText: string | undefined,
): ChangeView | undefined {
  if (value.isUnusual) {
    const direction = value.value > (value.usualRange?.high ?? 0) ? 'up' : 'down';
    const text = usualText === undefined ? '' : reportTexts(language).usually(usualText);
    return { text, isUnusual: true, tone: toneOf({ direction }, value.better) };
  }
  // A sum with gaps is no sum to compare.
  if (value.parts?.includes(null) && value.additive !== false) return undefined;
  const base = baseOf(value, periodOf(window) === 'day');
  if (base === null) return undefined;
  const points = value.unit === 'percent' ? roundPoints(value.value - base) : undefined;
  // What has not changed to the eye is neither better nor worse, whatever it is in percent of almost nothing.
  const change = points === 0 ? unchanged : changeOf(value.value, base);
  return {
    text: points === undefined ? percentText(change, language) : pointsText(points, language),
    isUnusual: false,
    tone: toneOf(change, value.better),
  };
}

const unchanged: Change = { direction: 'same', percent: 0 };

function percentText({ direction, percent }: Change, language: Language): string {
  if (percent === 'new') return `${arrows[direction]}${reportTexts(language).fromZero}`;
  const shown = percent > maxShownPercent ? `>${maxShownPercent}` : formatNumber(percent, language);
  return `${arrows[direction]}${shown}${percentSignOf(language)}`;
}

/** A percentage grows by percentage points: "1 % more" of 2 % would be read as 3 %. */
function pointsText(points: number, language: Language): string {
  const arrow = points === 0 ? arrows.same : points > 0 ? arrows.up : arrows.down;
  const size = Math.abs(points);
  return `${arrow}${formatNumber(size, language)}\u00a0${reportTexts(language).percentagePoints(size)}`;
}

const roundPoints = (difference: number): number => Math.round(difference * 10) / 10;

const arrows: Readonly<Record<Change['direction'], string>> = { up: '▲', down: '▼', same: '±' };

function toneOf({ direction }: Pick<Change, 'direction'>, better: Value['better']): ChangeView['tone'] {
  if (better === undefined || direction === 'same') return 'neutral';
  return (direction === 'up') === (better === 'more') ? 'good' : 'bad';
}

/** Of earlier reports so many are shown, the report's own included: two weeks of days. */
const maxWindowCount = 14;

function seriesOf(value: Value, window: Window, { language }: Reader): SeriesView | undefined {
  const kind = value.parts === undefined ? 'earlier' : 'parts';
  const values = value.parts ?? [...(value.earlier ?? []), value.value].slice(-maxWindowCount);
  const known = values.filter((one) => one !== null);
  if (known.length < 2) return undefined;
  const lengthMs = kind === 'parts' ? (window.endMs - window.startMs) / values.length : window.endMs - window.startMs;
  const texts = reportTexts(language);
  const lowestText = formatValue(Math.min(...known), value.unit, language);
  const highestText = formatValue(Math.max(...known), value.unit, language);
  return {
    kind,
    period: periodOf({ startMs: window.endMs - lengthMs, endMs: window.endMs }),
    values,
    rangeText: lowestText === highestText ? lowestText : texts.range(lowestText, highestText),
  };
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

function textOf(value: Value, window: Window, { language }: Reader): string {
  const { parts = [], unit } = value;
  const text = formatValue(shownValueOf(value), unit, language);
  if (!isAverage(value)) return text;
  const { countPer, onAverage } = reportTexts(language);
  const isCount = unit === undefined || unit === 'count';
  const average = isCount ? countPer(text, periodOfPart(window, parts.length)) : onAverage(text);
  return average.replaceAll(' ', '\u00a0');
}

function noteOf({ parts = [], part, of }: Value, window: Window, { language, commonGap }: Reader): string | undefined {
  const texts = reportTexts(language);
  const missingCount = missingCountOf({ parts });
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
