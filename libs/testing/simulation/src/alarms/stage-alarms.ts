import stageAlarmsFile from './stage-alarms.json';
import { metricNamespace, resourceName, type Service } from '@pulso/contracts/envelope';
import { type AlarmRule } from '@pulso/world/alarms';
import { type AlarmDefinition, type MetricFilterDefinition, type MetricName } from '@pulso/world/stacks';

/** The stage whose stacks the file was made from. */
export const alarmedStage = 'local';

/** An alarm as a stack declares it, as far as it decides when the alarm rings. */
export type StageAlarm = AlarmRule & Pick<AlarmDefinition, 'name' | 'periodSeconds' | 'queries' | 'watchedId'>;

interface StageAlarms {
  readonly alarms: readonly StageAlarm[];
  readonly metricFilters: readonly MetricFilterDefinition[];
}

/** What the synthesized stacks declare; a spec of the local cloud compares the two. */
export const stageAlarms = stageAlarmsFile as unknown as StageAlarms;

/** @example baseNameOf({ name: 'pulso-local-bot-errors' }); // 'bot-errors' */
export const baseNameOf = ({ name }: Pick<StageAlarm, 'name'>): string =>
  name.slice(resourceName(alarmedStage, '').length);

/** Two sets of dimensions make two metrics. */
const keyOf = ({ namespace, name, dimensions }: MetricName): string =>
  [namespace, name, ...Object.entries(dimensions).flat()].join(' ');

function indexByMetric(alarms: readonly StageAlarm[]): ReadonlyMap<string, readonly StageAlarm[]> {
  const byMetric = new Map<string, StageAlarm[]>();
  for (const alarm of alarms) {
    for (const query of alarm.queries) {
      if (!('metric' in query)) continue;
      const key = keyOf(query.metric);
      byMetric.set(key, [...(byMetric.get(key) ?? []), alarm]);
    }
  }
  return byMetric;
}

const ringsOnAbsence = ({ treatMissingData }: StageAlarm): boolean => treatMissingData === 'breaching';

const onValues = indexByMetric(stageAlarms.alarms.filter((alarm) => !ringsOnAbsence(alarm)));
const onAbsence = indexByMetric(stageAlarms.alarms.filter(ringsOnAbsence));

interface AlarmsOfMetric {
  readonly onValues: readonly StageAlarm[];
  readonly onAbsence: readonly StageAlarm[];
}

/** Making a key takes longer than all else, and most metrics are the same object each time. */
const known = new WeakMap<MetricName, AlarmsOfMetric>();

function indexed(metric: MetricName): AlarmsOfMetric {
  let alarms = known.get(metric);
  if (!alarms) {
    const key = keyOf(metric);
    alarms = { onValues: onValues.get(key) ?? [], onAbsence: onAbsence.get(key) ?? [] };
    known.set(metric, alarms);
  }
  return alarms;
}

/** @returns The alarms that ring at values of a metric. */
export const alarmsOn = (metric: MetricName): readonly StageAlarm[] => indexed(metric).onValues;

/** @returns The alarms that ring because values of a metric do not come. */
export const absenceAlarmsOn = (metric: MetricName): readonly StageAlarm[] => indexed(metric).onAbsence;

/**
 * Whether a value makes no alarm ring, alone or with others: nothing adds up to a sum, and a small value is no maximum.
 * It is left out for the time that it would take.
 */
export function isHarmless({ comparison, queries, threshold }: StageAlarm, value: number): boolean {
  const [query, ...others] = queries;
  if (!query || !('metric' in query) || others.length > 0 || comparison !== 'GreaterThanOrEqualToThreshold')
    return false;
  return query.statistic === 'Sum' ? value <= 0 : query.statistic === 'Maximum' && value < threshold;
}

type FunctionMetricName = 'AsyncEventsDropped' | 'Duration' | 'Errors' | 'Throttles' | 'Url4xxCount' | 'Url5xxCount';

/** Each is asked for at every invocation. */
const functionMetrics = new Map<string, MetricName>();

/** What Lambda publishes about a function. @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export function functionMetric(service: Service, name: FunctionMetricName): MetricName {
  const key = `${service} ${name}`;
  let metric = functionMetrics.get(key);
  if (!metric) {
    metric = { namespace: 'AWS/Lambda', name, dimensions: { FunctionName: resourceName(alarmedStage, service) } };
    functionMetrics.set(key, metric);
  }
  return metric;
}

/** How many messages lie in the dead-letter queue of a queue. */
export const deadLettersMetric = (queueName: string): MetricName => ({
  namespace: 'AWS/SQS',
  name: 'ApproximateNumberOfMessagesVisible',
  dimensions: { QueueName: resourceName(alarmedStage, `${queueName}-dlq`) },
});

/** Sweeps that have ended, as their metric filter counts them. */
export const sweepsMetric: MetricName = {
  namespace: metricNamespace(alarmedStage),
  name: 'SweepHeartbeat',
  dimensions: {},
};

/** Complete scheduled reports that have come to a destination, as their metric filter counts them. */
export const deliveredReportsMetric = (reportId: string): MetricName => ({
  namespace: metricNamespace(alarmedStage),
  name: 'ReportDelivered',
  dimensions: { ReportId: reportId },
});
