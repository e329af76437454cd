const dayMs = 86_400_000;

/** The most by which a zone moves its clocks, ms: two hours, at Troll in Antarctica. */
const maxShiftMs = 7_200_000;

/**
 * Tells how long a window is where clocks do not change: a day is 23 or 25 hours long twice a year, and windows are a day
 * apart all the same.
 *
 * @param lengthMs - From start to end, at least 0.
 * @returns Whole days for what a change of clocks makes of them, any other length as it is. Milliseconds.
 */
export function nominalLengthMs(lengthMs: number): number {
  const wholeMs = Math.round(lengthMs / dayMs) * dayMs;
  return wholeMs > 0 && Math.abs(lengthMs - wholeMs) <= maxShiftMs ? wholeMs : lengthMs;
}
