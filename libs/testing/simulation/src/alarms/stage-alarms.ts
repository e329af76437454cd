import { resourceName } from '@pulso/contracts/envelope';
import { type AlarmRule } from '@pulso/local/aws/cloudwatch';
import { type AlarmDefinition, type MetricFilterDefinition, type MetricName } from '@pulso/local/terraform';

import stageAlarmsFile from './stage-alarms.json';

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
