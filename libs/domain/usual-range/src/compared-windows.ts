/** How often a number comes: windows of a day have weekdays. */
export type Cadence = 'day' | 'other';

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

/** Eight weeks of days, or eight other windows. */
const comparedCounts: Readonly<Record<Cadence, number>> = { day: 8 * daysPerWeek, other: 8 };

/** How many earlier windows a judgement looks at, at most. */
export const comparedWindowCountOf = (cadence: Cadence): number => comparedCounts[cadence];

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
  const equal = cadence === 'day' ? ofWeekday(points, daysPerWeek) : points;
  if (equal.length >= minEqualCount) return { kind: cadence === 'day' ? 'weekday' : 'recent', points: equal };
  const recent = points.filter(({ ago }) => ago <= recentDayCount);
  // The records of a new stage begin within its very first day. While few days are known, that may be one of these.
  const whole = recent.length > minRecentDayCount && recent.length === points.length ? recent.slice(1) : recent;
  return cadence === 'day' && whole.length >= minRecentDayCount ? { kind: 'recent', points: whole } : undefined;
}
