import { maxDelaySeconds } from '@pulso/contracts/envelope';
import { minuteMs } from '@pulso/kit/time';

const daySeconds = 86_400;

/** How long runs and results are kept: well beyond the 14 days for which SQS can hold back a message. */
const runRetentionSeconds = 40 * daySeconds;

/**
 * How long an expectation outlives the time at which the next one takes its place, should no sweep come to do it: less
 * than runs are kept, so that a run that has come is not taken for missing.
 */
const expectationRetentionSeconds = 30 * daySeconds;

/** How long after its close a run's report is repeated, ms. The notifier must remember deliveries for longer. */
export const repeatForMs = 24 * 60 * minuteMs;

/** The first repetition after a close, and the shortest pause between any two looks of the sweep, ms. */
const firstRepeatMs = 5 * minuteMs;

/** The longest pause of the sweep before it tries again what has failed at a closed run, ms. */
const longestRetryPauseMs = 30 * minuteMs;

/** How long a late answer waits for others, so that they make one correction. As long as a message that has failed. */
export const correctionVisibilityTimeoutSeconds = 120;

/** How old a run without plan must be before the alarm rings: results may arrive a little before their plan. */
export const planGraceMs = 10 * minuteMs;

/** How late a scheduled run may appear before the alarm rings: a trigger is retried, and clocks differ by minutes. */
const scheduleGraceMs = 15 * minuteMs;

const epochSeconds = (epochMs: number): number => Math.floor(epochMs / 1000);

export const runExpiresAtSeconds = (nowMs: number): number => epochSeconds(nowMs) + runRetentionSeconds;

/** @param nextScheduledAtMs - When the run after the expected one is scheduled, or else the expected one itself. */
export const expectationExpiresAtSeconds = (nextScheduledAtMs: number): number =>
  epochSeconds(nextScheduledAtMs) + expectationRetentionSeconds;

/** When to look for a run that is scheduled at `scheduledAtMs`. */
export const lookForRunAtMs = (scheduledAtMs: number): number => scheduledAtMs + scheduleGraceMs;

/** When to do again what goes on since `sinceMs`: pauses are as long as the time that has passed, and so double. */
export const nextLookAtMs = (sinceMs: number, nowMs: number): number =>
  nowMs + Math.max(firstRepeatMs, nowMs - sinceMs);

/** The same of a report that was handed over, but soon enough for the next report, which reads the history of this one. */
export const nextRetryAtMs = (closedAtMs: number, nowMs: number): number =>
  Math.min(nextLookAtMs(closedAtMs, nowMs), nowMs + longestRetryPauseMs);

/**
 * How long an event for `atMs` is still to be held back.
 *
 * @returns Whole seconds, 1 to the 900 that one SQS delay can last; rounded up, so that it does not arrive early again.
 */
export const remainingDelaySeconds = (atMs: number, nowMs: number): number =>
  Math.min(maxDelaySeconds, Math.max(1, Math.ceil((atMs - nowMs) / 1000)));
