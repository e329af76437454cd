const minuteMs = 60_000;

/** One sweep, and a minute for the delivery: what a run may be late without any fault, ms. */
export const promisedMs = 6 * minuteMs;

/** The longest pause of the sweep's repeats, which double from five minutes, plus an operator's redrive. */
const longestMs = 30 * 60 * minuteMs;

/**
 * How late a report may be, given what went wrong.
 *
 * A fault before the run is due costs nothing then: deadline and sweep close what there is. Each later fault can hit
 * the one message that matters, which then comes back after its visibility timeout or with the sweep's next repeat, and
 * those repeats double.
 *
 * @param faultTimesMs - Of faults in aggregator, notifier or their queues, epoch ms.
 * @returns Milliseconds after the due time.
 */
export function latestAllowedMs(reportDueAtMs: number, faultTimesMs: readonly number[]): number {
  const count = faultTimesMs.filter((atMs) => atMs >= reportDueAtMs - 5 * minuteMs).length;
  return Math.min(longestMs, promisedMs + 5 * minuteMs * (2 ** Math.min(count, 10) - 1));
}
