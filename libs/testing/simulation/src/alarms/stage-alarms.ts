import { logGroupName, metricNamespace, resourceName, type Service } from '@pulso/contracts/envelope';
import { type LogFields } from '@pulso/kit/runtime';
import { type AlarmRule, createFilterMetrics, type MetricValue } from '@pulso/world/alarms';
import { type AlarmDefinition, type MetricFilterDefinition, type MetricName } from '@pulso/world/stacks';

import stageAlarmsFile from './stage-alarms.json';

/** The stage whose stacks the file was made from. */
const stage = 'local';

/** The parts of a stack's alarm that decide when it rings. */
export type StageAlarm = AlarmRule & Pick<AlarmDefinition, 'name' | 'periodSeconds' | 'queries' | 'watchedId'>;

/** What the synthesized stacks declare; a spec of the local cloud compares the two. */
const { alarms, metricFilters } = stageAlarmsFile as unknown as {
  readonly alarms: readonly StageAlarm[];
  readonly metricFilters: readonly MetricFilterDefinition[];
};

/** @example baseNameOf({ name: 'pulso-local-bot-errors' }); // 'bot-errors' */
export const baseNameOf = ({ name }: Pick<StageAlarm, 'name'>): string => name.slice(resourceName(stage, '').length);

/** Two sets of dimensions make two metrics. */
const keyOf = ({ namespace, name, dimensions }: MetricName): string =>
  [namespace, name, ...Object.entries(dimensions).flat()].join(' ');

const byMetric = new Map<string, StageAlarm[]>();
for (const alarm of alarms) {
  for (const query of alarm.queries) {
    if (!('metric' in query)) continue;
    const key = keyOf(query.metric);
    byMetric.set(key, [...(byMetric.get(key) ?? []), alarm]);
  }
}

/** @returns The alarms that look at a metric. */
export const alarmsOn = (metric: MetricName): readonly StageAlarm[] => byMetric.get(keyOf(metric)) ?? [];

/** Whether an alarm rings because values do not come. */
export const ringsOnAbsence = ({ treatMissingData }: StageAlarm): boolean => treatMissingData === 'breaching';

/**
 * Whether a value can't make an alarm ring, alone or with others: 0 adds nothing to a sum, and a small value is never
 * the maximum. Such values are skipped to save time.
 */
export function isHarmless({ comparison, queries: [query, ...others], threshold }: StageAlarm, value: number): boolean {
  if (!query || !('metric' in query) || others.length > 0 || !comparison.startsWith('Greater')) return false;
  return query.statistic === 'Sum' ? value <= 0 : query.statistic === 'Maximum' && value < threshold;
}

export interface LogLine {
  readonly service: Service;
  readonly level: 'error' | 'info' | 'warn';
  readonly event: string;
  readonly fields: LogFields;
  /** By the clock of the process, epoch ms. */
  readonly writtenAtMs: number;
}

const filterMetrics = createFilterMetrics(metricFilters);

/** @returns The values that the stage's metric filters extract from a line at that time. */
export function countLogLine({ service, level, event, fields }: LogLine, atMs: number): readonly MetricValue[] {
  const record = { level: level.toUpperCase(), event, service, ...fields };
  return filterMetrics({ logGroupName: logGroupName(stage, service), record, timestamp: atMs });
}

/** Whether an alarm watches this event of a service: a metric filter names it with a level. */
export const isAlarmed = ({ service, event }: Pick<LogLine, 'event' | 'service'>): boolean =>
  metricFilters.some(
    ({ logGroupName: name, pattern }) =>
      name === logGroupName(stage, service) && pattern.includes(`"${event}"`) && pattern.includes('$.level'),
  );

type FunctionMetricName = 'AsyncEventsDropped' | 'Duration' | 'Errors' | 'Throttles' | 'Url4xxCount' | 'Url5xxCount';

/** What Lambda publishes about a function. @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export const functionMetric = (service: Service, name: FunctionMetricName): MetricName => ({
  namespace: 'AWS/Lambda',
  name,
  dimensions: { FunctionName: resourceName(stage, service) },
});

/** The number of messages in the dead-letter queue of a queue. */
export const deadLettersMetric = (queueName: string): MetricName => ({
  namespace: 'AWS/SQS',
  name: 'ApproximateNumberOfMessagesVisible',
  dimensions: { QueueName: resourceName(stage, `${queueName}-dlq`) },
});

/** Sweeps that have ended, as their metric filter counts them. */
export const sweepsMetric: MetricName = { namespace: metricNamespace(stage), name: 'SweepHeartbeat', dimensions: {} };

/** Complete scheduled reports that have come to a destination, as their metric filter counts them. */
export const deliveredReportsMetric = (reportId: string): MetricName => ({
  namespace: metricNamespace(stage),
  name: 'ReportDelivered',
  dimensions: { ReportId: reportId },
});
