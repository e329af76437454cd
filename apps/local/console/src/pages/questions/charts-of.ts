import type { QuestionAnswer } from '@pulso/local/console-api';

import { momentIn } from './questions-state';

/** More lines than these can't be told apart. */
const mostLines = 6;

/** Lines along the same times: one for each group. */
export interface ChartData {
  /** The column whose numbers it shows. */
  readonly name: string;
  /** Epoch seconds, ascending. */
  readonly times: readonly number[];
  /** Numbers by time, null where there is none. */
  readonly lines: readonly { readonly label: string; readonly values: readonly (number | null)[] }[];
  /** Labels of the lines that are too many, the largest first. */
  readonly leftOut: readonly string[];
}

type Numbers = ReadonlyMap<number, number>;

/**
 * @returns A chart for each column of numbers of rows that are grouped by `bin`. A group is the same line in all of them;
 * of many groups those are shown whose numbers in the first column are the largest.
 */
export function chartsOf(answer: Pick<QuestionAnswer, 'columns' | 'rows' | 'series'>): readonly ChartData[] {
  const charts = (answer.series?.values ?? []).map((name) => ({ name, lines: linesOf(name, answer) }));
  const sums = [...(charts[0]?.lines ?? [])].map(([label, numbers]) => [label, sumOf(numbers)] as const);
  const labels = sums.sort(([, left], [, right]) => right - left).map(([label]) => label);
  const drawn = charts.map(({ name, lines }) => {
    const known = new Set([...lines.values()].flatMap((line) => [...line.keys()]));
    const times = withGaps([...known].sort((left, right) => left - right));
    return {
      name,
      times,
      lines: labels.slice(0, mostLines).map((label) => ({
        label: label || name,
        values: times.map((time) => lines.get(label)?.get(time) ?? null),
      })),
      leftOut: labels.slice(mostLines),
    };
  });
  return drawn.filter(({ times }) => times.length > 0);
}

/** The numbers of a column by group and time; a cell without one counts as a group without it at that time. */
function linesOf(
  name: string,
  { columns, rows, series }: Pick<QuestionAnswer, 'columns' | 'rows' | 'series'>,
): ReadonlyMap<string, Numbers> {
  const { bin = '', by = [] } = series ?? {};
  const placeOf = (wanted: string): number => columns.findIndex((column) => column.name === wanted);
  const [binPlace, valuePlace, groupPlaces] = [placeOf(bin), placeOf(name), by.map(placeOf)];
  const lines = new Map<string, Map<number, number>>();
  for (const row of rows) {
    const label = groupPlaces.map((place) => row[place] ?? '(none)').join(' · ');
    const line = lines.get(label) ?? new Map<number, number>();
    lines.set(label, line);
    const atMs = momentIn(row[binPlace]);
    const value = row[valuePlace] ?? null;
    const number = value === null ? NaN : Number(value);
    if (atMs !== undefined && Number.isFinite(number)) line.set(atMs / 1000, number);
  }
  return lines;
}

/** Adds a time without numbers behind each that no bin follows, so that no line leads over what is not known. */
function withGaps(times: readonly number[]): readonly number[] {
  const steps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  const step = Math.min(...steps);
  // Months differ in their length.
  return times.flatMap((time, index) => ((steps[index] ?? 0) > 1.5 * step ? [time, time + step] : [time]));
}

/** Where a number is drawn, shares of the chart; false where there is none. */
type Point = readonly [x: number, y: number] | false;

/**
 * @param showsDots - Whether each number has a dot. Those to which no line leads have one always.
 * @returns The data of two SVG paths: lines that end where a number is missing, and dots.
 */
export function pathsOf(
  points: readonly Point[],
  showsDots: boolean,
): { readonly line: string; readonly dots: string } {
  const place = (point: Point): string => (point || []).join(' ');
  const line = points.map((point, at) => point && `${points[at - 1] ? 'L' : 'M'}${place(point)}`);
  const dots = points.map(
    (point, at) => point && (showsDots || !(points[at - 1] || points[at + 1])) && `M${place(point)}h0`,
  );
  return { line: line.filter(Boolean).join(''), dots: dots.filter(Boolean).join('') };
}

/** @returns Up to six round numbers from `least` to `most`, ascending. */
export function ticksBetween(least: number, most: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10((most - least) / 5));
  return multiplesBetween(least, most, [power, 2 * power, 5 * power, 10 * power], 6);
}

const hour = 3600;

const timeSteps = [1, 5, 15, 60, 300, 900, 1800, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour].concat(
  [1, 2, 7, 14, 30, 90, 365].map((days) => days * 24 * hour),
);

/** @returns Up to nine round times, epoch seconds, ascending. */
export const timeTicksBetween = (from: number, to: number): readonly number[] =>
  multiplesBetween(from, to, timeSteps, 9);

/** By the smallest step of which there are no more multiples than `mostCount`. */
function multiplesBetween(least: number, most: number, steps: readonly number[], mostCount: number): readonly number[] {
  const step = steps.find((each) => (most - least) / each < mostCount) ?? most - least;
  const first = Math.ceil(least / step);
  // Multiplied, as sums of fractions drift.
  return Array.from({ length: Math.floor(most / step) - first + 1 }, (_, index) => (first + index) * step);
}

const sumOf = (numbers: Numbers): number => [...numbers.values()].reduce((sum, number) => sum + number, 0);
