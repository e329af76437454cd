import { randomUUID } from 'node:crypto';

import { type NextRun } from '@pulso/kit/time';
import { type LocalClock } from '@pulso/world/time';
import { type ScheduleDefinition } from '@pulso/world/stacks';

import { InvalidScheduleError } from '../errors';
import { fillContextAttributes } from './fill-context-attributes';
import { scheduleRuns } from './schedule-runs';

export interface SchedulerOptions {
  readonly schedules: readonly ScheduleDefinition[];
  readonly clock: Pick<LocalClock, 'hold' | 'nowMs' | 'setTimer'>;
  /** When they come to be, epoch ms, default now: none runs before. */
  readonly createdMs?: number;
  /**
   * Hands one run over to its target, or, after the last attempt, to its dead-letter queue. A rejection is a failed
   * attempt.
   *
   * @param targetArn - A function's or a queue's.
   * @param input - JSON text with the context attributes filled in.
   */
  deliver(targetArn: string, input: string, schedule: ScheduleDefinition): Promise<void>;
  /** A schedule that will never run. */
  onWarning?(sentence: string): void;
  /** A run that no attempt could hand over. */
  onFault(error: unknown, schedule: ScheduleDefinition): void;
}

/** EventBridge Scheduler. Emulated: it fires exactly on time where AWS takes up to a minute, and never twice. */
export interface Scheduler {
  /** @returns When a schedule is due next, epoch ms; undefined when never, disabled or unknown. */
  nextRunMs(scheduleName: string): number | undefined;
  /** Fires no more. */
  stop(): void;
}

/** Pauses between attempts grow from the first to the second, ms; AWS does not tell its own (unverified). */
const retryPauseMs = { first: 1_000, longest: 60_000 };

/**
 * Starts firing the enabled schedules by the shared clock.
 *
 * What was due while nothing ran (a laptop asleep) is left out. Not emulated: flexible windows, groups, start and end
 * dates.
 *
 * @throws {InvalidScheduleError} AWS would refuse a schedule. Not retryable.
 */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const { clock, schedules, createdMs = clock.nowMs() } = options;
  const due = new Map<string, number>();
  const cancellations = new Set<() => void>();
  let stopped = false;

  const at = (atMs: number, callback: () => void): void => {
    if (stopped) return;
    const cancel = clock.setTimer(atMs, () => {
      cancellations.delete(cancel);
      callback();
    });
    cancellations.add(cancel);
  };

  const arm = (schedule: ScheduleDefinition, nextRun: NextRun, afterMs: number): void => {
    const runMs = nextRun(afterMs);
    if (runMs === undefined) due.delete(schedule.name);
    else {
      due.set(schedule.name, runMs);
      at(runMs, () => {
        arm(schedule, nextRun, Math.max(runMs, clock.nowMs()));
        attempt(schedule, { scheduledAtMs: runMs, executionId: randomUUID(), attemptNumber: 1 });
      });
    }
  };

  const attempt = (schedule: ScheduleDefinition, run: Run): void => {
    const release = clock.hold();
    const input = fillContextAttributes(schedule.input, { ...run, scheduleArn: schedule.arn });
    options
      .deliver(schedule.targetArn, input, schedule)
      .catch((error: unknown) => recover(schedule, run, input, error))
      .catch((error: unknown) => options.onFault(error, schedule))
      .finally(release);
  };

  /** Tries again later, or gives up: to the dead-letter queue if there is one. */
  const recover = async (schedule: ScheduleDefinition, run: Run, input: string, error: unknown): Promise<void> => {
    const pauseMs = Math.min(retryPauseMs.first * 2 ** (run.attemptNumber - 1), retryPauseMs.longest);
    const atMs = clock.nowMs() + pauseMs;
    const isTooOld = atMs - run.scheduledAtMs > schedule.maximumEventAgeSeconds * 1_000;
    if (run.attemptNumber <= schedule.maximumRetryAttempts && !isTooOld) {
      at(atMs, () => attempt(schedule, { ...run, attemptNumber: run.attemptNumber + 1 }));
      return;
    }
    options.onFault(error, schedule);
    if (schedule.deadLetterArn !== undefined) await options.deliver(schedule.deadLetterArn, input, schedule);
  };

  const runs = schedules.map((schedule) => ({ schedule, nextRun: readSchedule(schedule, createdMs) }));
  for (const { schedule, nextRun } of runs) {
    if (!schedule.enabled) continue;
    arm(schedule, nextRun, createdMs - 1);
    if (!due.has(schedule.name)) {
      options.onWarning?.(`The schedule "${schedule.name}" never runs: ${schedule.expression} is in the past.`);
    }
  }

  return {
    nextRunMs: (scheduleName) => due.get(scheduleName),
    stop: () => {
      stopped = true;
      for (const cancel of cancellations) cancel();
      cancellations.clear();
      due.clear();
    },
  };
}

interface Run {
  readonly scheduledAtMs: number;
  readonly executionId: string;
  readonly attemptNumber: number;
}

function readSchedule(schedule: ScheduleDefinition, createdMs: number): NextRun {
  const { name, input, expression, timezone } = schedule;
  const isWithin = (value: number, from: number, to: number): boolean => value >= from && value <= to;
  if (input === '') throw new InvalidScheduleError(`"${name}"`, "it has no input, and AWS's default is not emulated");
  if (!isWithin(schedule.maximumRetryAttempts, 0, 185)) {
    throw new InvalidScheduleError(`"${name}"`, `it asks for ${schedule.maximumRetryAttempts} retries, not 0 to 185`);
  }
  if (!isWithin(schedule.maximumEventAgeSeconds, 60, 86_400)) {
    throw new InvalidScheduleError(
      `"${name}"`,
      `its maximum event age is ${schedule.maximumEventAgeSeconds} s, not 60 to 86400 s`,
    );
  }
  try {
    return scheduleRuns(expression, timezone, createdMs);
  } catch (error) {
    throw new InvalidScheduleError(`"${name}"`, (error as Error).message, { cause: error });
  }
}
