import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Period } from '@pulso/kit/texts';

import { type BarsView, rangeText } from './number-view';
import { type Frame, periodOfPart } from './window-in-words';

type Value = ReportContent['values'][number];
type Series = readonly (number | null)[];

const characters = '▁▂▃▄▅▆▇█';

/** Draws bars as characters, a dot for a gap. @example '▁▄·█' */
export const drawBars = ({ heights }: Pick<BarsView, 'heights'>): string =>
  heights.map((height) => (height === null ? '·' : characters[height - 1])).join('');

/** Bars begin at zero, as those of a chart: half as much is half as high. */
export function heightsOf(series: Series): (number | null)[] {
  const known = series.filter((value) => value !== null);
  const [lowest, highest] = [Math.min(0, ...known), Math.max(0, ...known)];
  // Halved: the distance of the largest doubles is not finite.
  const range = highest / 2 - lowest / 2;
  const heightOf = (value: number): number =>
    range > 0 ? Math.max(1, Math.round(((value / 2 - lowest / 2) / range) * characters.length)) : 1;
  return series.map((value) => (value === null ? null : heightOf(value)));
}

/** Of earlier reports so many are shown, the report's own included: two weeks of days. */
const maxWindowCount = 14;

/** The parts of the window, or else earlier windows with the report's own as the last. Two are known at least. */
function seriesOf({ value, parts, earlier = [] }: Value): Series | undefined {
  const series = parts ?? [...earlier, value].slice(-maxWindowCount);
  return series.filter((one) => one !== null).length < 2 ? undefined : series;
}

/** The bars of one report, one row below the other. */
export interface Bars {
  readonly of: (value: Value) => BarsView | undefined;
  /** How many bars there are in a row, and what one of them is about. Undefined: there are none. */
  readonly meaning: { readonly count: number; readonly period: Period } | undefined;
}

/**
 * Prepares the bars of a report: those of numbers that are known for fewer days begin with gaps, so that one day stands in
 * one column. Of a report that shows the parts of its window, numbers without parts have none.
 */
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
      const known = series.filter((one) => one !== null);
      const gaps = Array.from({ length: count - series.length }, () => null);
      return {
        heights: [...gaps, ...heightsOf(series)],
        rangeText: rangeText(Math.min(...known), Math.max(...known), value.unit, frame),
      };
    },
    meaning: all[0] && { count, period: periodOfPart(frame.window, isOfParts ? all[0].length : 1) },
  };
}
