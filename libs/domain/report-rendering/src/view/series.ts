import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Period } from '@pulso/kit/texts';
import { nominalLengthMs } from '@pulso/kit/time';

import { type BarsView, rangeText } from './number-view';
import { type Frame, periodOfPart } from './window-in-words';

type Value = ReportContent['values'][number];
/** A number per window, oldest first. `null`: not known, a gap. */
type Series = readonly (number | null)[];

const isKnown = (value: number | null): value is number => value !== null;

const characters = '▁▂▃▄▅▆▇█';

/** Draws bars as characters, a dot for a gap. @example '▁▄·█' */
export const drawBars = ({ heights }: Pick<BarsView, 'heights'>): string =>
  heights.map((height) => (height === null ? '·' : characters[height - 1])).join('');

/** Bars begin at zero, as those of a chart: half as much is half as high. */
export function heightsOf(series: Series): Series {
  const known = series.filter(isKnown);
  const [lowest, highest] = [Math.min(0, ...known), Math.max(0, ...known)];
  // Halved: the distance of the largest doubles is not finite.
  const range = highest / 2 - lowest / 2;
  const heightOf = (value: number): number =>
    range > 0 ? Math.max(1, Math.round(((value / 2 - lowest / 2) / range) * characters.length)) : 1;
  return series.map((value) => (value === null ? null : heightOf(value)));
}

/** Two weeks of days, the report's own included. */
const maxWindowCount = 14;

/** The parts of the window, else earlier windows and the report's own. Undefined: fewer than two are known. */
function seriesOf({ value, parts, earlier = [] }: Value): Series | undefined {
  const series = parts ?? [...earlier, value].slice(-maxWindowCount);
  return series.filter(isKnown).length < 2 ? undefined : series;
}

/** The bars of one report, one row below the other. */
export interface Bars {
  readonly of: (value: Value) => BarsView | undefined;
  /** How many bars a row has, and how long a bar's window is. Undefined: there are no bars. */
  readonly meaning: { readonly count: number; readonly period: Period } | undefined;
}

/** Aligns the bars of a report: a column is a day. If any number has parts, numbers without parts have no bars. */
export function barsOf(values: readonly Value[], frame: Frame): Bars {
  const isOfParts = values.some((value) => value.parts !== undefined && seriesOf(value));
  const shownOf = (value: Value): Series | undefined =>
    (value.parts !== undefined) === isOfParts ? seriesOf(value) : undefined;
  const all = values.map(shownOf).filter((series) => series !== undefined);
  const count = Math.max(0, ...all.map((series) => series.length));
  return {
    of: (value) => {
      const series = shownOf(value);
      if (!series) return undefined;
      const known = series.filter(isKnown);
      return {
        heights: padded(heightsOf(series), count),
        rangeText: rangeText(Math.min(...known), Math.max(...known), value.unit, frame),
      };
    },
    meaning: all[0] && { count, period: periodOfPart(frame.window, isOfParts ? all[0].length : 1) },
  };
}

export interface ChartSeries {
  readonly value: Value;
  readonly points: Series;
}

/** What one picture shows: numbers over the same windows. */
export interface ChartData {
  readonly series: readonly ChartSeries[];
  /** The end of each window, epoch ms, oldest first. */
  readonly endsMs: readonly number[];
  /** The length of one window. */
  readonly stepMs: number;
  /** Whether the points are all parts of the report's own window. Else a day is 24 hours long. */
  readonly isOwnWindow: boolean;
}

/** More panels than this are too small to read on a phone, and leave no white space. */
const maxPanels = 2;
/** So many bars have room for a label below each, or every second one. */
const maxPoints = 31;

/**
 * Chooses what to draw: parts of the window, else earlier windows. Never both: one picture has one time axis.
 *
 * @returns Undefined when no number is known for two windows.
 */
export function chartDataOf(content: ReportContent): ChartData | undefined {
  return dataOf(content, 'parts') ?? dataOf(content, 'earlier');
}

function dataOf({ values, windowStartMs, windowEndMs }: ReportContent, kind: 'parts' | 'earlier') {
  const all = values.flatMap((value): ChartSeries[] => {
    const points = pointsOf(value, kind).slice(-maxPoints);
    return points.filter(isKnown).length < 2 ? [] : [{ value, points }];
  });
  const count = Math.max(0, ...all.map(({ points }) => points.length));
  if (count === 0) return undefined;
  const inHeadline = new Set(values.filter(({ prominence }) => prominence === 'headline').map(idOf));
  const rankOf = (value: Value) => (inHeadline.has(idOf(value)) ? 'headline' : value.prominence);
  const inOrder = prominences.flatMap((wanted) => all.filter(({ value }) => rankOf(value) === wanted));
  // The windows before were as long as this one would be without a change of clocks.
  const windowMs = nominalLengthMs(windowEndMs - windowStartMs);
  const partCount = Math.max(...values.map(({ parts = [] }) => parts.length));
  const stepMs = kind === 'parts' ? windowMs / partCount : windowMs;
  return {
    series: inOrder.slice(0, maxPanels).map(({ value, points }) => ({ value, points: padded(points, count) })),
    endsMs: Array.from({ length: count }, (_, index) => windowEndMs - (count - 1 - index) * stepMs),
    stepMs,
    isOwnWindow: kind === 'parts' && count === partCount,
  };
}

/** A week's people, and the people of its days. */
const idOf = ({ queryId, numberId = '' }: Value): string => `${queryId}/${numberId}`;

function pointsOf({ value, parts, earlier }: Value, kind: 'parts' | 'earlier'): Series {
  if (kind === 'parts') return parts ?? [];
  return earlier === undefined ? [] : [...earlier, value];
}

/** In the order of the text. */
const prominences = ['headline', undefined, 'detail'] as const satisfies readonly Value['prominence'][];

/** Aligns the newest of all rows and panels. */
const padded = (points: Series, count: number): Series => [
  ...Array.from({ length: count - points.length }, () => null),
  ...points,
];
