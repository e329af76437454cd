import { type Handlers } from '@pulso/local/console-api';
import { type AlarmDefinition } from '@pulso/local/terraform';

import { type LocalCloud } from '../../cloud/local-cloud';

/** So many changes are shown. */
const shownChangeCount = 50;

/** @returns What shows alarms. */
export const createAlarmHandlers = ({
  alarms,
  alarmChanges,
  alarmDataPoints,
}: Pick<LocalCloud, 'alarmChanges' | 'alarmDataPoints' | 'alarms'>): Handlers<'cloud.alarms'> => ({
  'cloud.alarms': () => ({
    alarms: alarms().map(({ alarm, state, reason, sinceMs }) => ({
      ...{ name: alarm.name, state, reason, sinceMs, description: alarm.description },
      condition: conditionWords(alarm),
      dataPoints: alarmDataPoints(alarm.name).map((value) => value ?? null),
      periodMs: alarm.periodSeconds * 1_000,
    })),
    changes: alarmChanges.slice(-shownChangeCount).reverse(),
  }),
});

const comparisons: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: 'is at least',
  GreaterThanThreshold: 'is above',
  LessThanThreshold: 'is below',
  LessThanOrEqualToThreshold: 'is at most',
};

/**
 * Says when an alarm rings.
 *
 * @example
 * // 'Rings when Sum of Errors (AWS/Lambda, FunctionName pulso-local-bot) is at least 1 in 1 of 1 periods of 5 min.'
 */
export function conditionWords(
  alarm: Omit<AlarmDefinition, 'alarmActions' | 'arn' | 'description' | 'okActions'>,
): string {
  const { comparison, threshold, datapointsToAlarm, evaluationPeriods, periodSeconds, treatMissingData } = alarm;
  const missing = treatMissingData === 'breaching' ? ' A missing value counts as one that rings.' : '';
  return (
    `Rings when ${watchedWords(alarm)} ${comparisons[comparison] ?? comparison} ${threshold} in ${datapointsToAlarm} of ` +
    `${evaluationPeriods} periods of ${periodSeconds / 60} min.${missing}`
  );
}

function watchedWords({ queries, watchedId }: Pick<AlarmDefinition, 'queries' | 'watchedId'>): string {
  const metrics = queries.flatMap((query) => {
    if (!('metric' in query)) return [];
    const { namespace, name, dimensions } = query.metric;
    const place = [namespace, ...Object.entries(dimensions).map((pair) => pair.join(' '))].join(', ');
    return [{ id: query.id, words: `${query.statistic} of ${name} (${place})` }];
  });
  const watched = queries.find(({ id }) => id === watchedId);
  if (!watched || 'metric' in watched) return metrics.find(({ id }) => id === watchedId)?.words ?? watchedId;
  return `${watched.expression}, where ${metrics.map(({ id, words }) => `${id} is ${words}`).join(' and ')},`;
}
