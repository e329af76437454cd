/** A half-open interval: it includes `startMs`, not `endMs`. Both in epoch milliseconds. */
export interface Interval {
  readonly startMs: number;
  readonly endMs: number;
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

export const floorToMinute = (instantMs: number): number => Math.floor(instantMs / minuteMs) * minuteMs;

/**
 * Converts a half-open interval to the closed range that Logs Insights expects.
 *
 * StartQuery includes both ends, so two adjacent reports that passed their shared boundary through unchanged would each
 * count the events of that second.
 *
 * @returns Epoch seconds, both inside.
 * @throws {RangeError} A bound is not a whole second, the interval is empty or begins before 1970. Not retryable.
 * @example
 * toInsightsTimeRange({ startMs: 60_000, endMs: 120_000 }); // { startTimeSeconds: 60, endTimeSeconds: 119 }
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html
 */
export function toInsightsTimeRange({ startMs, endMs }: Interval): {
  startTimeSeconds: number;
  endTimeSeconds: number;
} {
  if (startMs % 1000 !== 0 || endMs % 1000 !== 0 || !Number.isSafeInteger(startMs) || !Number.isSafeInteger(endMs)) {
    throw new RangeError(`An Insights window needs whole seconds, got [${startMs}, ${endMs}) ms.`);
  }
  if (startMs < 0) {
    throw new RangeError(`An Insights window can't begin before 1970, got [${startMs}, ${endMs}) ms.`);
  }
  if (startMs >= endMs) {
    throw new RangeError(`An Insights window needs a start before its end, got [${startMs}, ${endMs}) ms.`);
  }
  return { startTimeSeconds: startMs / 1000, endTimeSeconds: endMs / 1000 - 1 };
}

/** The largest clock change of a zone, ms: two hours, at Troll in Antarctica. */
const maxShiftMs = 7_200_000;

/**
 * Tells the length of a window without clock changes: twice a year a day has 23 or 25 hours, but its window still counts
 * as a day.
 *
 * @returns Whole days if only a clock change explains the difference, otherwise the same length. Milliseconds.
 */
export function nominalLengthMs(lengthMs: number): number {
  const wholeMs = Math.round(lengthMs / dayMs) * dayMs;
  return wholeMs > 0 && Math.abs(lengthMs - wholeMs) <= maxShiftMs ? wholeMs : lengthMs;
}
