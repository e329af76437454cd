import { type AlarmDefinition, type MetricName } from '@pulso/world/stacks';

export const metricNamed = (name: string): MetricName => ({ namespace: 'Test', name, dimensions: { Of: 'spec' } });

/** An alarm that rings at the first value of 1 of the metric `Errors`. */
export const alarmDefinition = (overrides: Partial<AlarmDefinition> = {}): AlarmDefinition => ({
  name: 'errors',
  arn: `arn:aws:cloudwatch:eu-central-1:000000000000:alarm:${overrides.name ?? 'errors'}`,
  description: 'Something is wrong.',
  queries: [{ id: 'm1', metric: metricNamed('Errors'), statistic: 'Sum' }],
  watchedId: 'm1',
  periodSeconds: 60,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  comparison: 'GreaterThanOrEqualToThreshold',
  threshold: 1,
  treatMissingData: 'notBreaching',
  warmUpMinutes: 0,
  alarmActions: [],
  okActions: [],
  ...overrides,
});
