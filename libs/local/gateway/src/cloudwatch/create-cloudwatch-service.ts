import { dayMs, hourMs, minuteMs } from '@pulso/kit/time';
import {
  type AlarmState,
  type AlarmStatus,
  createFilterMetrics,
  createMetricStore,
  type MetricValue,
  startOfMinute,
  WatchedAlarm,
} from '@pulso/world/alarms';
import { recordIn, type StoredLogEvent } from '@pulso/world/logs';
import { type AlarmDefinition, type MetricFilterDefinition } from '@pulso/world/stacks';
import { type LocalClock } from '@pulso/world/time';
import * as z from 'zod/mini';

import { parseInput } from '../parse-input';
import { type LocalService, type ServiceCall, operationFor } from '../service';
import { describeAlarms, getMetricData } from './operations';

export interface CloudWatchServiceOptions {
  readonly clock: Pick<LocalClock, 'nowMs' | 'setTimer'>;
  readonly alarms: readonly AlarmDefinition[];
  readonly metricFilters: readonly MetricFilterDefinition[];
  /**
   * Called at the end of every minute for values that nothing else reports, such as queue depths.
   *
   * @param atMs - The time for the values, in the minute that has ended.
   */
  sample?(atMs: number): readonly MetricValue[];
  /** Called when the state of an alarm has changed; `before` was its state. */
  readonly onChange?: ((status: AlarmStatus, before: AlarmState) => void) | undefined;
}

export interface CloudWatchService extends LocalService {
  /** Takes a value of a metric. */
  putMetric(value: MetricValue): void;
  /** Applies the metric filters to an event that was written. */
  takeLogEvent(event: StoredLogEvent): void;
  /** @returns All alarms, by name. */
  alarms(): readonly AlarmStatus[];
  /** Stops evaluating. */
  close(): void;
}

const deleteInput = z.object({ AlarmNames: z.array(z.string()) });

/** Longer than any alarm looks back: 7 days, and its evaluation range is a little longer. */
const keptMs = 8 * dayMs;

/**
 * Creates the CloudWatch of the local cloud: metrics in memory, metric filters, and alarms, which are judged every minute,
 * those that look back over more than a day every hour.
 *
 * Actions of alarms are not performed: {@link CloudWatchServiceOptions.onChange} is told instead.
 *
 * @throws {AwsError | RangeError} A filter or an alarm that is not emulated. Not retryable.
 */
export function createCloudWatchService(options: CloudWatchServiceOptions): CloudWatchService {
  const { clock, sample, onChange } = options;
  const store = createMetricStore();
  const filterMetrics = createFilterMetrics(options.metricFilters);
  const startMs = clock.nowMs();
  let watched = options.alarms
    .map((alarm) => new WatchedAlarm(alarm, store, { startMs, warmUpMinutes: alarm.warmUpMinutes }))
    .sort((left, right) => (left.status.alarm.name < right.status.alarm.name ? -1 : 1));
  const statuses = (): AlarmStatus[] => watched.map(({ status }) => status);

  const look = (endMs: number): void => {
    for (const value of sample?.(endMs - 1) ?? []) store.put(value);
    for (const alarm of watched) {
      const { periodSeconds, evaluationPeriods } = alarm.status.alarm;
      if (periodSeconds * 1_000 * evaluationPeriods > dayMs && endMs % hourMs !== 0) continue;
      const before = alarm.judge(endMs);
      if (alarm.status.state !== before) onChange?.(alarm.status, before);
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

  const operations = {
    DescribeAlarms: describeAlarms(statuses),
    DeleteAlarms: (call: ServiceCall) => {
      const { AlarmNames } = parseInput(deleteInput, call, 'ValidationError');
      watched = watched.filter(({ status }) => !AlarmNames.includes(status.alarm.name));
      return {};
    },
    GetMetricData: getMetricData(store),
  };
  return {
    name: 'monitoring',
    handle: async (call) => ({ status: 200, body: JSON.stringify(operationFor(operations, call)(call)) }),
    putMetric: (value) => store.put(value),
    takeLogEvent: ({ message, ...event }) => {
      const record = recordIn(message);
      if (record) for (const value of filterMetrics({ ...event, record })) store.put(value);
    },
    alarms: statuses,
    close: () => cancel(),
  };
}
