import { cronRuns, type NextRun } from '@pulso/kit/time';

import { type ScheduleDefinition } from '../stacks';
import { type LocalClock } from '../time';

export interface SchedulerOptions {
  readonly schedules: readonly ScheduleDefinition[];
  readonly clock: Pick<LocalClock, 'nowMs' | 'setTimer'>;
  /** @returns An id that was never given before. */
  readonly newId: () => string;
  /**
   * Hands one run over to its target, or, after the last attempt, to its dead-letter queue. A rejection is a failed
   * attempt.
   *
   * @param targetArn - A function's or a queue's.
   * @param input - JSON text with the context attributes filled in.
   */
  deliver(targetArn: string, input: string, schedule: ScheduleDefinition): Promise<void>;
  /** A run whose attempts all failed, or a dead letter that its queue refuses. */
  onFault(error: unknown, schedule: ScheduleDefinition): void;
}

/** EventBridge Scheduler. It fires exactly on time, while AWS takes up to a minute, and never twice. */
export interface Scheduler {
  /** @returns When a schedule is due next, epoch ms; undefined when never, disabled or unknown. */
  nextRunMs(scheduleName: string): number | undefined;
  /** Fires no more. */
  stop(): void;
}

/** One run of a schedule. */
export interface ScheduleRun {
  readonly scheduleArn: string;
  /** Epoch ms. */
  readonly scheduledAtMs: number;
  readonly executionId: string;
  /** 1 for the first attempt. */
  readonly attemptNumber: number;
}

/** Pauses between attempts grow from the first to the second, ms; AWS does not publish its own (unverified). */
const retryPauseMs = { first: 1_000, longest: 60_000 };

/**
 * Starts firing the enabled schedules. Runs due while nothing ran (a laptop asleep) are skipped.
 *
 * Not modelled: flexible windows, groups, start and end dates.
 *
 * @throws {RangeError} A schedule's expression, time zone or input is refused. Not retryable.
 */
export function startScheduler(options: SchedulerOptions): Scheduler {
  const { clock, schedules } = options;
  const createdMs = clock.nowMs();
  const due = new Map<string, number>();
  let isStopped = false;

  const at = (atMs: number, run: () => void): void => void clock.setTimer(atMs, () => isStopped || run());

  const arm = (schedule: ScheduleDefinition, nextRun: NextRun, afterMs: number): void => {
    const runMs = nextRun(afterMs);
    if (runMs === undefined) return void due.delete(schedule.name);
    due.set(schedule.name, runMs);
    at(runMs, () => {
      arm(schedule, nextRun, Math.max(runMs, clock.nowMs()));
      const run = { scheduleArn: schedule.arn, scheduledAtMs: runMs, executionId: options.newId(), attemptNumber: 1 };
      void attempt(schedule, run);
    });
  };

  const attempt = async (schedule: ScheduleDefinition, run: ScheduleRun): Promise<void> => {
    const input = fillContextAttributes(schedule.input, run);
    try {
      await options.deliver(schedule.targetArn, input, schedule);
    } catch (error) {
      await recover(schedule, run, error);
    }
  };

  /** Tries again later, or gives up: to the dead-letter queue if there is one. */
  const recover = async (schedule: ScheduleDefinition, run: ScheduleRun, error: unknown): Promise<void> => {
    const pauseMs = Math.min(retryPauseMs.first * 2 ** (run.attemptNumber - 1), retryPauseMs.longest);
    const atMs = clock.nowMs() + pauseMs;
    const isTooOld = atMs - run.scheduledAtMs > schedule.maximumEventAgeSeconds * 1_000;
    if (run.attemptNumber <= schedule.maximumRetryAttempts && !isTooOld) {
      at(atMs, () => void attempt(schedule, { ...run, attemptNumber: run.attemptNumber + 1 }));
      return;
    }
    options.onFault(error, schedule);
    if (schedule.deadLetterArn === undefined) return;
    const input = fillContextAttributes(schedule.input, run);
    await options
      .deliver(schedule.deadLetterArn, input, schedule)
      .catch((refusal: unknown) => options.onFault(refusal, schedule));
  };

  const runs = schedules.map((schedule) => ({ schedule, nextRun: readSchedule(schedule, createdMs) }));
  for (const { schedule, nextRun } of runs) if (schedule.enabled) arm(schedule, nextRun, createdMs - 1);
  return {
    nextRunMs: (scheduleName) => due.get(scheduleName),
    stop: () => {
      isStopped = true;
      due.clear();
    },
  };
}

/**
 * Replaces the context attributes in a schedule's input.
 *
 * @example fillContextAttributes('{"at":"<aws.scheduler.scheduled-time>"}', run); // {"at":"2026-11-25T12:30:00Z"}
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
 */
export function fillContextAttributes(input: string, run: ScheduleRun): string {
  const values: Readonly<Record<string, string>> = {
    'schedule-arn': run.scheduleArn,
    'scheduled-time': `${new Date(run.scheduledAtMs).toISOString().slice(0, 19)}Z`,
    'execution-id': run.executionId,
    'attempt-number': String(run.attemptNumber),
  };
  return input.replace(/<aws\.scheduler\.([a-z-]+)>/g, (attribute, name: string) => values[name] ?? attribute);
}

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads when a schedule runs. A `rate` ignores the time zone: its days have 24 hours, even when clocks change.
 * `at(...)` is not modelled: the construct of schedules refuses it.
 *
 * @param createdMs - A `rate` runs at once then, and counts from there.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
function readSchedule({ name, input, expression, timezone }: ScheduleDefinition, createdMs: number): NextRun {
  const refusal = (reason: string): RangeError => new RangeError(`The schedule "${name}" is refused: ${reason}.`);
  if (input === '') throw refusal("it has no input, and AWS's default is not modelled");
  const { fields } = /^cron\((?<fields>.*)\)$/.exec(expression)?.groups ?? {};
  if (fields !== undefined) {
    try {
      return cronRuns(fields, timezone);
    } catch (error) {
      throw refusal((error as Error).message);
    }
  }
  const { count, unit = '' } = /^rate\((?<count>[1-9]\d*) (?<unit>minute|hour|day)s?\)$/.exec(expression)?.groups ?? {};
  if (count === undefined) throw refusal(`"${expression}" is neither cron(...) nor rate(...)`);
  const intervalMs = Number(count) * (unitMs[unit] ?? 0);
  return (afterMs) => {
    if (afterMs < createdMs) return createdMs;
    return createdMs + (Math.floor((afterMs - createdMs) / intervalMs) + 1) * intervalMs;
  };
}
