import { randomUUID } from 'node:crypto';

import { type AccessControl } from '@pulso/local/aws';
import { type LocalClock } from '@pulso/world/time';
import { createScheduler, deliverToTarget, fillContextAttributes } from '@pulso/local/lambda';
import { type CloudDefinition, type ScheduleDefinition } from '@pulso/world/stacks';

import { type ServiceMetrics } from '../alarms/service-metrics';
import { LocalCloudError } from '../errors';
import { type OnStop } from './start-part';

/**
 * Which schedules fire by themselves. Those of reports else fire by hand alone, and none of them is missed; the sweep may
 * begin later than everything else.
 */
export type FiringSchedules = 'all' | 'sweep-only' | { readonly sweepsFromMs: number };

interface SchedulesOptions {
  readonly clock: LocalClock;
  readonly schedules: FiringSchedules;
  /** What takes the events of targets. */
  readonly targets: Parameters<typeof deliverToTarget>[2];
  /** Absent: everything is allowed. */
  readonly access?: AccessControl | undefined;
  readonly metrics: Pick<ServiceMetrics, 'onTargetError'>;
  /** A defect of the local cloud itself. */
  onFault(error: unknown): void;
}

export interface Schedules {
  /** @returns When a schedule is due next, epoch ms; undefined: it fires by hand alone, or not at all. */
  nextRunMs(scheduleName: string): number | undefined;
  /** Fires a schedule by hand, as if it were due at `scheduledAtMs`. */
  fireSchedule(name: string, scheduledAtMs: number): Promise<void>;
  /** Starts the schedules that `sweep-only` has left out. */
  startSchedules(): void;
}

/** Starts the schedules of the stacks. */
export function startSchedules({ schedules }: CloudDefinition, options: SchedulesOptions, onStop: OnStop): Schedules {
  const { clock, schedules: which, targets, access, metrics, onFault } = options;
  const deliver = async (targetArn: string, input: string, schedule: ScheduleDefinition): Promise<void> => {
    try {
      access?.authorizeSchedule(schedule, { action: targetAction(targetArn), resource: targetArn });
      await deliverToTarget(targetArn, input, targets);
    } catch (error) {
      metrics.onTargetError();
      throw error;
    }
  };
  const schedulers: Pick<Schedules, 'nextRunMs'>[] = [];
  const run = (some: readonly ScheduleDefinition[]): void => {
    const createdMs = typeof which === 'object' ? { createdMs: which.sweepsFromMs } : {};
    const scheduler = createScheduler({ schedules: some, ...createdMs, clock, deliver, onFault });
    onStop(() => scheduler.stop());
    schedulers.push(scheduler);
  };
  const left = which === 'all' ? [] : schedules.filter((schedule) => !isRate(schedule));
  run(schedules.filter((schedule) => !left.includes(schedule)));
  return {
    nextRunMs: (name) => schedulers.map((scheduler) => scheduler.nextRunMs(name)).find((dueMs) => dueMs !== undefined),
    fireSchedule: async (name, scheduledAtMs) => {
      const schedule = schedules.find((candidate) => candidate.name === name);
      if (!schedule) throw new LocalCloudError(`No stack declares a schedule "${name}".`);
      const fired = { scheduleArn: schedule.arn, scheduledAtMs, executionId: randomUUID(), attemptNumber: 1 };
      await deliver(schedule.targetArn, fillContextAttributes(schedule.input, fired), schedule);
    },
    startSchedules: () => run(left),
  };
}

/** What a schedule's role needs for its target. */
const targetAction = (targetArn: string): string =>
  targetArn.startsWith('arn:aws:sqs:') ? 'sqs:SendMessage' : 'lambda:InvokeFunction';

/** The sweep counts minutes; reports have a time of day. */
const isRate = ({ expression }: ScheduleDefinition): boolean => expression.startsWith('rate(');
