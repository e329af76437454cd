import { maxDelaySeconds } from '@pulso/contracts/envelope';
import { dayMs, minuteMs } from '@pulso/kit/time';

/** How long runs and results are kept: well beyond the 14 days for which SQS can hold back a message. */
const runRetentionMs = 40 * dayMs;

/** How long an expectation stays if no sweep replaces it: less than runs, or a run that has come would seem missing. */
const expectationRetentionMs = 30 * dayMs;

/** How long after its close a run's report is repeated. The notifier must remember deliveries for longer. */
export const repeatForMs = dayMs;

/** The shortest pause between two looks of the sweep. */
const firstRepeatMs = 5 * minuteMs;

/** The longest pause of the sweep before it tries again what has failed at a closed run. */
const longestRetryPauseMs = 30 * minuteMs;

/** How long a late answer waits for others, so that they make one correction. */
export const correctionVisibilityTimeoutSeconds = 120;

/** How old a run without plan must be before the alarm rings: results may arrive a little before their plan. */
export const planGraceMs = 10 * minuteMs;

/** How late a scheduled run may appear before the alarm rings: a trigger is retried, and clocks differ by minutes. */
const scheduleGraceMs = 15 * minuteMs;

export const runExpiresAtSeconds = (nowMs: number): number => Math.floor((nowMs + runRetentionMs) / 1000);

/** @param nextScheduledAtMs - When the run after the expected one is scheduled, or else the expected one itself. */
export const expectationExpiresAtSeconds = (nextScheduledAtMs: number): number =>
  Math.floor((nextScheduledAtMs + expectationRetentionMs) / 1000);

/** When to look for a scheduled run. */
export const lookForRunAtMs = (scheduledAtMs: number): number => scheduledAtMs + scheduleGraceMs;

/** When to do again what goes on since `sinceMs`: each pause is as long as the time until then. */
export const nextLookAtMs = (sinceMs: number, nowMs: number): number =>
  nowMs + Math.max(firstRepeatMs, nowMs - sinceMs);

/** The same of a report that was sent but not stored: soon enough for the next report, which reads its history. */
export const nextRetryAtMs = (closedAtMs: number, nowMs: number): number =>
  Math.min(nextLookAtMs(closedAtMs, nowMs), nowMs + longestRetryPauseMs);

/** @returns How long an event still waits: 1 to 900 whole seconds, rounded up, so that it does not arrive early again. */
export const remainingDelaySeconds = (atMs: number, nowMs: number): number =>
  Math.min(maxDelaySeconds, Math.max(1, Math.ceil((atMs - nowMs) / 1000)));
