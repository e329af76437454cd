/** What a number is of: a day, an hour of the day, each beside the same of the days before; or another span of time. */
export type Cadence = 'day' | 'hour' | 'other';

/** Whether there is one such window a day, so that they have weekdays. */
export const isDaily = (cadence: Cadence): boolean => cadence !== 'other';

/** A number of an earlier window. */
export interface Point {
  readonly level: number;
  /** How many windows ago, from 1. */
  readonly ago: number;
}

/** Windows that a judgement is about. */
export interface Compared {
  /** `weekday`: the same weekday of several weeks; `recent`: the windows right before. */
  readonly kind: 'weekday' | 'recent';
  readonly points: readonly Point[];
}

export const daysPerWeek = 7;

/** How many earlier windows a judgement looks at, at most: eight weeks of days, or eight other windows. */
export const comparedWindowCountOf = (cadence: Cadence): number => (isDaily(cadence) ? 8 * daysPerWeek : 8);

/** With fewer equal weekdays, or fewer windows of another length, there is no saying what is usual for them. */
const minEqualCount = 3;

const recentDayCount = 14;
const minRecentDayCount = daysPerWeek;

/** @param earlier - One number per window, the last being the one right before; `null`: a gap. */
export const pointsOf = (
  earlier: readonly (number | null)[],
  cadence: Cadence,
  levelOf: (value: number) => number,
): Point[] => {
  const compared = earlier.slice(-comparedWindowCountOf(cadence));
  return compared.flatMap((value, index) =>
    value === null ? [] : [{ level: levelOf(value), ago: compared.length - index }],
  );
};

/** The points of one weekday. @param ago - Of any of its windows. */
export const ofWeekday = (points: readonly Point[], ago: number): Point[] =>
  points.filter((point) => (point.ago - ago) % daysPerWeek === 0);

/** Chooses what a number is compared with. @returns Undefined: too little is known. */
export function comparedOf(points: readonly Point[], cadence: Cadence): Compared | undefined {
  const equal = isDaily(cadence) ? ofWeekday(points, daysPerWeek) : points;
  if (equal.length >= minEqualCount) return { kind: isDaily(cadence) ? 'weekday' : 'recent', points: equal };
  const recent = points.filter(({ ago }) => ago <= recentDayCount);
  // The records of a new stage begin within its very first day. While few days are known, that may be one of these.
  const whole = recent.length > minRecentDayCount && recent.length === points.length ? recent.slice(1) : recent;
  return isDaily(cadence) && whole.length >= minRecentDayCount ? { kind: 'recent', points: whole } : undefined;
}
