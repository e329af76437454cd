import { type Period } from '@pulso/kit/texts';

import { type Series } from './compare';
import { type NumberView, type SeriesView } from './number-view';

/** From the lowest to the highest. */
export const barCharacters = '▁▂▃▄▅▆▇█';
const gap = '·';

/**
 * Draws a row of numbers as block characters, between its lowest and its highest number.
 *
 * @returns One character per number; a dot for a gap, and the lowest bar throughout where all numbers are the same.
 * @example sparkline([1, 2, null, 3]); // '▁▅·█'
 */
export function sparkline(series: Series): string {
  const known = series.filter((value) => value !== null);
  const [lowest, highest] = [Math.min(...known), Math.max(...known)];
  // Halved: the distance of the largest doubles is not finite.
  const range = highest / 2 - lowest / 2;
  const barOf = (value: number): string | undefined =>
    barCharacters[range > 0 ? Math.round(((value / 2 - lowest / 2) / range) * (barCharacters.length - 1)) : 0];
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
