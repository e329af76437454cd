import { type AlarmDefinition, type MetricFilterDefinition } from '@pulso/world/stacks';

import { type OperationOf } from '../api/service-apis';
import { type StoredLogEvent } from '@pulso/world/logs';
import { type LocalService, type ServiceCall } from '../service';
import { operationFor } from '../unknown-operation';
import { describeAlarms } from './describe-alarms';
import { createFilterMetrics, createMetricStore, type MetricValue } from '@pulso/world/alarms';
import { getMetricData } from './get-metric-data';
import { type AlarmStatus, type WatchAlarmsOptions, watchAlarms } from './watch-alarms';

export { type AlarmStatus };

export interface CloudWatchServiceOptions extends Pick<WatchAlarmsOptions, 'clock' | 'onChange' | 'sample'> {
  readonly alarms: readonly AlarmDefinition[];
  readonly metricFilters: readonly MetricFilterDefinition[];
}

export interface CloudWatchService extends LocalService {
  /** Takes a value of a metric. */
  putMetric(value: MetricValue): void;
  /** Applies the metric filters to an event that was written. */
  takeLogEvent(event: StoredLogEvent): void;
  /** @returns How all alarms are, by name. */
  alarms(): readonly AlarmStatus[];
  /** Evaluates no more. */
  close(): void;
}

/**
 * Creates the CloudWatch of the local cloud: metrics in memory, metric filters, alarms.
 *
 * Actions of alarms are not performed: {@link WatchAlarmsOptions.onChange} is told instead.
 *
 * @throws {AwsError | RangeError} A filter or an alarm that is not imitated. Not retryable.
 */
export function createCloudWatchService(options: CloudWatchServiceOptions): CloudWatchService {
  const store = createMetricStore();
  const filterMetrics = createFilterMetrics(options.metricFilters);
  const watch = watchAlarms({ ...options, store });
  const operations: Record<OperationOf<'monitoring'>, (call: ServiceCall) => object> = {
    DescribeAlarms: (call) => describeAlarms(call, watch.list()),
    GetMetricData: (call) => getMetricData(call, store),
  };
  return {
    name: 'monitoring',
    handle: async (call) => ({ status: 200, body: JSON.stringify(operationFor(operations, call)(call)) }),
    putMetric: (value) => store.put(value),
    takeLogEvent: (event) => {
      for (const value of filterMetrics(event)) store.put(value);
    },
    alarms: () => watch.list(),
    close: () => watch.stop(),
  };
}
