import { randomUUID } from 'node:crypto';

import { type AccessControl } from '@pulso/local/aws';
import { type LocalClock } from '@pulso/world/time';
import { type AsynchronousInvoker, queueNameOf } from '@pulso/local/lambda';
import { fillContextAttributes, type Scheduler, startScheduler } from '@pulso/world/lambda';
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
  readonly asynchronousInvoker: Pick<AsynchronousInvoker, 'accept'>;
  /** Sends a message to a queue. */
  send(queueName: string, body: string): Promise<unknown>;
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
  const { clock, schedules: which, asynchronousInvoker, send, access, metrics, onFault } = options;
  const deliver = async (targetArn: string, input: string, schedule: ScheduleDefinition): Promise<void> => {
    const release = clock.hold();
    const isQueue = targetArn.startsWith('arn:aws:sqs:');
    const action = isQueue ? 'sqs:SendMessage' : 'lambda:InvokeFunction';
    try {
      access?.authorizeSchedule(schedule, { action, resource: targetArn });
      // The name of a function stands where that of a queue does.
      const name = queueNameOf(targetArn);
      if (isQueue) await send(name, input);
      else asynchronousInvoker.accept(name, input);
    } catch (error) {
      metrics.onTargetError();
      throw error;
    } finally {
      release();
    }
  };
  const schedulers: Scheduler[] = [];
  const run = (some: readonly ScheduleDefinition[]): void => {
    const createdMs = typeof which === 'object' ? { createdMs: which.sweepsFromMs } : {};
    const scheduler = startScheduler({ schedules: some, ...createdMs, clock, newId: randomUUID, deliver, onFault });
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

/** The sweep counts minutes; reports have a time of day. */
const isRate = ({ expression }: ScheduleDefinition): boolean => expression.startsWith('rate(');
