/** The numbers from `low` to `high`; infinite bounds, which no number reaches, are closed too. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly lowOpen?: boolean;
  readonly highOpen?: boolean;
}

/** A set of finite numbers. */
export interface NumberSet {
  /** Ascending, none empty, no two overlapping. */
  readonly intervals: readonly Interval[];
  /** Whether only whole numbers are in it. */
  readonly integer: boolean;
}

/** A set of more pieces is taken for the whole range that they span. */
const maxIntervals = 4_000;

export const noNumbers: NumberSet = { intervals: [], integer: false };
export const allNumbers: NumberSet = numbersFrom(-Infinity, Infinity);

/** @returns The numbers from `low` to `high`, both included. */
export function numbersFrom(low: number, high: number, integer = false): NumberSet {
  return { intervals: trim([{ low, high }], integer), integer };
}

export const isNoNumber = ({ intervals }: NumberSet): boolean => intervals.length === 0;

export const hasNumber = ({ intervals, integer }: NumberSet, value: number): boolean =>
  (!integer || Number.isInteger(value)) &&
  intervals.some((interval) => !endsBefore(interval, value) && !startsAfter(interval, value));

/** @returns The only number of the set, undefined when it has none or several. */
export function onlyNumber({ intervals }: NumberSet): number | undefined {
  const [interval] = intervals;
  return intervals.length === 1 && interval && interval.low === interval.high ? interval.low : undefined;
}

/** @returns How many numbers are in the set; Infinity where they can't be counted. */
export const countOfNumbers = ({ intervals, integer }: NumberSet): number =>
  intervals.reduce((count, { low, high }) => count + (low === high ? 1 : integer ? high - low + 1 : Infinity), 0);

/** @returns The least interval around the set; undefined for the empty set. */
export function spanOf({ intervals }: NumberSet): Interval | undefined {
  const first = intervals[0];
  const last = intervals.at(-1);
  if (!first || !last) return undefined;
  return { low: first.low, lowOpen: !!first.lowOpen, high: last.high, highOpen: !!last.highOpen };
}

export function intersectNumbers(left: NumberSet, right: NumberSet): NumberSet {
  const integer = left.integer || right.integer;
  const intervals: Interval[] = [];
  let l = 0;
  let r = 0;
  for (;;) {
    const a = left.intervals[l];
    const b = right.intervals[r];
    if (!a || !b) return { intervals: trim(intervals, integer), integer };
    intervals.push({ ...laterStart(a, b), ...earlierEnd(a, b) });
    if (earlierEnd(a, b).high === a.high && earlierEnd(a, b).highOpen === !!a.highOpen) l += 1;
    else r += 1;
  }
}

/** @returns What is in one of the sets; with whole numbers and others what is between the whole ones too. */
export function uniteNumbers(sets: readonly NumberSet[]): NumberSet {
  const filled = sets.filter((set) => !isNoNumber(set));
  const integer = filled.length > 0 && filled.every((set) => set.integer);
  const sorted = filled.flatMap(({ intervals }) => intervals).sort(compareStarts);
  const merged: Interval[] = [];
  for (const interval of sorted) {
    const last = merged.at(-1);
    if (last && touches(last, interval)) merged[merged.length - 1] = { ...last, ...laterEnd(last, interval) };
    else merged.push(interval);
  }
  const span = merged.length > maxIntervals ? spanOf({ intervals: merged, integer }) : undefined;
  return { intervals: span ? [span] : merged, integer };
}

/** @returns All numbers that are not in the set; simply all where what is between its whole numbers would be missing. */
export function complementOf({ intervals, integer }: NumberSet): NumberSet {
  if (integer && intervals.some(({ low, high }) => low !== high)) return allNumbers;
  const gaps: Interval[] = [];
  let low = -Infinity;
  let lowOpen = false;
  for (const interval of intervals) {
    gaps.push({ low, lowOpen, high: interval.low, highOpen: !interval.lowOpen });
    low = interval.high;
    lowOpen = !interval.highOpen;
  }
  gaps.push({ low, lowOpen, high: Infinity });
  return { intervals: trim(gaps, false), integer: false };
}

/** Drops what is empty, and moves the bounds of whole numbers to the whole numbers inside. */
function trim(intervals: readonly Interval[], integer: boolean): readonly Interval[] {
  return intervals.map((interval) => (integer ? toWhole(interval) : interval)).filter((interval) => !isEmpty(interval));
}

function isEmpty({ low, high, lowOpen, highOpen }: Interval): boolean {
  if (low === high) return !!lowOpen || !!highOpen || !Number.isFinite(low);
  return !(low < high);
}

/** Beyond 2^53 the next whole number can be the same double; then the bound stays open. */
function toWhole({ low, high, lowOpen, highOpen }: Interval): Interval {
  const first = Math.ceil(low);
  const last = Math.floor(high);
  return {
    ...(lowOpen && first === low ? { low: first + 1, lowOpen: isStuck(first, 1) } : { low: first }),
    ...(highOpen && last === high ? { high: last - 1, highOpen: isStuck(last, -1) } : { high: last }),
  };
}

const isStuck = (bound: number, step: number): boolean => Number.isFinite(bound) && bound + step === bound;

const endsBefore = ({ high, highOpen }: Interval, value: number): boolean => (highOpen ? high <= value : high < value);
const startsAfter = ({ low, lowOpen }: Interval, value: number): boolean => (lowOpen ? low >= value : low > value);

const compareStarts = (a: Interval, b: Interval): number =>
  a.low === b.low ? Number(!!a.lowOpen) - Number(!!b.lowOpen) : a.low < b.low ? -1 : 1;

/** Whether `next`, which starts no earlier, leaves no gap after `last`. */
const touches = (last: Interval, next: Interval): boolean =>
  next.low < last.high || (next.low === last.high && !(next.lowOpen && last.highOpen));

const laterStart = (a: Interval, b: Interval) => {
  const { low, lowOpen } = compareStarts(a, b) >= 0 ? a : b;
  return { low, lowOpen: !!lowOpen };
};

const isEndEarlier = (a: Interval, b: Interval): boolean => a.high < b.high || (a.high === b.high && !!a.highOpen);

const earlierEnd = (a: Interval, b: Interval) => {
  const { high, highOpen } = isEndEarlier(a, b) ? a : b;
  return { high, highOpen: !!highOpen };
};

const laterEnd = (a: Interval, b: Interval) => {
  const { high, highOpen } = isEndEarlier(a, b) ? b : a;
  return { high, highOpen: !!highOpen };
};
