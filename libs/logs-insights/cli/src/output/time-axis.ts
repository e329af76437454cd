import { type Period, type PeriodUnit, floorToPeriod } from '../../../engine/src/values/period';

const dayMs = 86_400_000;

/** The longest that each unit can be. */
const longestMs: Readonly<Record<PeriodUnit, number>> = {
  millisecond: 1,
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: dayMs,
  week: 7 * dayMs,
  month: 31 * dayMs,
  quarter: 92 * dayMs,
  year: 366 * dayMs,
};

/** @returns The start of the bin that follows the one that starts at `binMs`, epoch milliseconds. */
export const nextBin = (binMs: number, period: Period): number =>
  floorToPeriod(binMs + period.count * longestMs[period.unit], period);

/** The times of a chart, as short as they still tell them apart. */
export interface TimeLabels {
  /** What all of them have in common, empty for nothing. */
  readonly heading: string;
  readonly labelOf: (epochMs: number) => string;
}

/** Words the times of an axis, in UTC. */
export function labelTimes(times: readonly number[]): TimeLabels {
  const texts = times.map((time) => new Date(time).toISOString());
  const dates = new Set(texts.map((text) => text.slice(0, 10)));
  const ends = ['T00:00:00.000Z', ':00.000Z', '.000Z', 'Z'];
  const end = ends.find((ending) => texts.every((text) => text.endsWith(ending))) ?? '';
  const isWithinDay = dates.size === 1 && !end.startsWith('T');
  const cut = (text: string): string => text.slice(isWithinDay ? 11 : 0, text.length - end.length).replace('T', ' ');
  return {
    heading: isWithinDay ? ([...dates][0] ?? '') : '',
    labelOf: (epochMs) => cut(new Date(epochMs).toISOString()),
  };
}
