import { type Baseline, type Cadence, comparedWindowCountOf, judgeNumber } from '@pulso/domain/report-content';

export type Unit = 'count' | 'milliseconds' | 'percent';

/** The numbers of one window. */
export interface Window {
  /** Windows that follow one another are numbered so. */
  readonly index: number;
  /** @example '2026-11-01', '2026-11-01 14:00' */
  readonly date: string;
  readonly numbers: ReadonlyMap<string, number>;
}

/** What a report would have said about one number. */
export interface Mark {
  readonly date: string;
  readonly id: string;
  readonly value: number;
  readonly usual: Baseline | undefined;
  readonly isUnusual: boolean;
}

interface MarksOptions {
  readonly cadence: Cadence;
  readonly unitOf: (id: string) => Unit | undefined;
  /** Whether a report watches that it is not 0. */
  readonly isWatched: (id: string) => boolean;
}

/**
 * Judges each number of each window by the windows before it, as reports do.
 *
 * @param windows - In any order, with gaps; of those with one index, the later one's numbers count.
 * @returns By date, then in the order in which the ids came first.
 */
export function marksOf(windows: readonly Window[], { cadence, unitOf, isWatched }: MarksOptions): Mark[] {
  const series = new Map<string, Map<number, number>>();
  const dates = new Map<number, string>();
  for (const { index, date, numbers } of windows) {
    dates.set(index, date);
    for (const [id, value] of numbers) series.set(id, (series.get(id) ?? new Map<number, number>()).set(index, value));
  }
  const count = comparedWindowCountOf(cadence);
  // An hour is compared with the same one of other days.
  const step = cadence === 'hour' ? 24 : 1;
  return [...dates.keys()]
    .toSorted((a, b) => a - b)
    .flatMap((index) =>
      [...series].flatMap(([id, values]): Mark[] => {
        const value = values.get(index);
        if (value === undefined) return [];
        const earlierAt = (offset: number) =>
          Array.from({ length: count }, (_, back) => values.get(index - (count - back) * step + offset) ?? null);
        const { baseline, isAnomaly } = judgeNumber(value, earlierAt(0), {
          cadence,
          beside: cadence === 'hour' ? [earlierAt(-1), earlierAt(1)] : [],
          unit: unitOf(id),
          isWatched: isWatched(id),
        });
        return [{ date: dates.get(index) ?? '', id, value, usual: baseline, isUnusual: isAnomaly }];
      }),
    );
}
