import { type Period } from '@pulso/kit/texts';

import { type Series } from './number-text';
import { type NumberView, type SeriesView } from './number-view';

/** One to eight eighths high. */
export const barCharacters = '▁▂▃▄▅▆▇█';
const gap = '·';

/**
 * Draws a row of numbers as block characters that begin at zero, as those of a chart: half as much is half as high.
 *
 * @returns One character per number; a dot for a gap. What is less than an eighth, and zero, has the lowest bar.
 * @example sparkline([0, 2, null, 4]); // '▁▄·█'
 */
export function sparkline(series: Series): string {
  const known = series.filter((value) => value !== null);
  const [lowest, highest] = [Math.min(0, ...known), Math.max(0, ...known)];
  // Halved: the distance of the largest doubles is not finite.
  const range = highest / 2 - lowest / 2;
  const barOf = (value: number): string | undefined => {
    const eighths = range > 0 ? Math.round(((value / 2 - lowest / 2) / range) * barCharacters.length) : 0;
    return barCharacters[Math.max(1, eighths) - 1];
  };
  return series.map((value) => (value === null ? gap : barOf(value))).join('');
}

/** Sparklines of one report, one below the other. */
export interface Bars {
  /** @returns The bars of a series; empty where there is none. */
  readonly draw: (series: SeriesView | undefined) => string;
  /** How many bars there are in a line, and what one of them is about. Undefined: there are none. */
  readonly meaning: { readonly count: number; readonly period: Period } | undefined;
}

/**
 * Prepares the sparklines of a report: those of numbers that are known for fewer days begin with gaps, so that one day
 * stands in one column. Of a report that shows the parts of its window, numbers without parts have none.
 */
export function barsOf(numbers: readonly NumberView[]): Bars {
  const all = numbers.flatMap(({ series }) => (series ? [series] : []));
  const kind = all.some((series) => series.kind === 'parts') ? 'parts' : 'earlier';
  const shown = all.filter((series) => series.kind === kind);
  const count = Math.max(0, ...shown.map(({ values }) => values.length));
  const [first] = shown;
  return {
    draw: (series) => (series?.kind === kind ? sparkline(series.values).padStart(count, gap) : ''),
    meaning: first && { count, period: first.period },
  };
}
