import { type LocalClock } from '@pulso/world/time';
import { type AlarmDefinition } from '@pulso/world/stacks';

import {
  type AlarmState,
  createReadDataPoints,
  evaluationRangeOf,
  judgeDataPoints,
  type MetricStore,
  type MetricValue,
  minuteMs,
  type ReadDataPoints,
  type Series,
  startOfMinute,
} from '@pulso/world/alarms';

/** How an alarm is at present. */
export interface AlarmStatus {
  readonly alarm: AlarmDefinition;
  readonly state: AlarmState;
  /** Why it is so, in words. */
  readonly reason: string;
  /** Since when, epoch ms. */
  readonly sinceMs: number;
}

export interface WatchAlarmsOptions {
  readonly clock: Pick<LocalClock, 'nowMs' | 'setTimer'>;
  readonly alarms: readonly AlarmDefinition[];
  readonly store: MetricStore;
  /**
   * Asked at the end of every minute for what nothing else tells, such as the depths of queues.
   *
   * @param atMs - The time for the values, in the minute that has ended.
   */
  sample?(atMs: number): readonly MetricValue[];
  /** Told when the state of an alarm has changed; `before` was its state. */
  readonly onChange?: ((status: AlarmStatus, before: AlarmState) => void) | undefined;
}

export interface AlarmWatch {
  /** @returns All alarms, by name. */
  list(): readonly AlarmStatus[];
  stop(): void;
}

const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Longer than any alarm looks back: 7 days, and its evaluation range is a little longer. */
const keptMs = 8 * dayMs;

/**
 * Evaluates alarms every minute, those that look back over more than a day every hour.
 *
 * A period ends with every minute, also a longer one. The alarms are created when this is called, so that a warm-up
 * begins then; it ends early when there is a data point for every period that counts.
 *
 * @throws {RangeError} An alarm that is not imitated. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-warm-up.html
 */
export function watchAlarms({ clock, alarms, store, sample, onChange }: WatchAlarmsOptions): AlarmWatch {
  const startMs = startOfMinute(clock.nowMs());
  const watched = alarms
    .map((alarm) => ({ alarm, read: createReadDataPoints(alarm, store) }))
    .sort((left, right) => (left.alarm.name < right.alarm.name ? -1 : 1));
  const statuses = new Map<string, AlarmStatus>(
    watched.map(({ alarm }) => [
      alarm.name,
      { alarm, state: 'INSUFFICIENT_DATA', reason: 'Unchecked: Initial alarm creation', sinceMs: startMs },
    ]),
  );

  const evaluate = (alarm: AlarmDefinition, read: ReadDataPoints, endMs: number): void => {
    const before = statuses.get(alarm.name)?.state ?? 'INSUFFICIENT_DATA';
    const points = read(endMs, evaluationRangeOf(alarm));
    const realCount = points.filter((value) => value !== undefined).length;
    const isWarmingUp = endMs < startMs + alarm.warmUpMinutes * minuteMs;
    if (isWarmingUp && realCount < alarm.evaluationPeriods) return;
    const state = judgeDataPoints(points, alarm, before);
    if (state === before) return;
    const status = { alarm, state, reason: reasonOf(alarm, points), sinceMs: endMs };
    statuses.set(alarm.name, status);
    onChange?.(status, before);
  };

  const look = (endMs: number): void => {
    for (const value of sample?.(endMs - 1) ?? []) store.put(value);
    for (const { alarm, read } of watched) {
      const isLong = alarm.periodSeconds * 1_000 * alarm.evaluationPeriods > dayMs;
      if (!isLong || endMs % hourMs === 0) evaluate(alarm, read, endMs);
    }
    if (endMs % hourMs === 0) store.dropBefore(endMs - keptMs);
  };

  let cancel = (): void => undefined;
  const arm = (): void => {
    const nextMs = startOfMinute(clock.nowMs()) + minuteMs;
    cancel = clock.setTimer(nextMs, () => {
      look(nextMs);
      arm();
    });
  };
  arm();
  return {
    list: () => [...statuses.values()],
    stop: () => cancel(),
  };
}

function reasonOf({ threshold }: AlarmDefinition, points: Series): string {
  const shown = points.map((value) => (value === undefined ? 'missing' : String(value))).join(', ');
  return `The newest data points, ${shown || 'none'}, against the threshold ${threshold}.`;
}
