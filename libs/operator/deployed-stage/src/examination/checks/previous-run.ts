import { cronRuns } from '@pulso/kit/time';

const dayMs = 86_400_000;

/** From the last few days to a year, so that a daily schedule is not followed through a year. */
const lookBackDays = [2, 9, 40, 400];

/**
 * Tells when a schedule was due last.
 *
 * @param expression - `cron(...)`, as EventBridge Scheduler takes it.
 * @returns Epoch ms, at most `atMs`; undefined: not in the last year.
 * @throws {RangeError} The expression is none. Not retryable.
 */
export function previousRun(expression: string, timezone: string, atMs: number): number | undefined {
  const nextRun = cronRuns(expression.replace(/^cron\((.*)\)$/, '$1'), timezone);
  for (const days of lookBackDays) {
    let last: number | undefined;
    // A run at this very moment has been.
    for (let run = nextRun(atMs - days * dayMs); run !== undefined && run <= atMs; run = nextRun(run)) last = run;
    if (last !== undefined) return last;
  }
  return undefined;
}
