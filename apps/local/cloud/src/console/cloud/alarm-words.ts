import { type AlarmDefinition } from '@pulso/local/terraform';

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
