import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import { minuteMs } from '@pulso/kit/time';
import { type AlarmDefinition, type MetricName } from '@pulso/world/stacks';

import { type TestCloud, rejectionOf, startTestCloud, testStartMs } from '../testing/start-test-cloud';
import { type CloudWatchService, createCloudWatchService } from './create-cloudwatch-service';

const testMetric: MetricName = { namespace: 'Test', name: 'Errors', dimensions: {} };

/** An alarm that rings at the first value of 1. */
const alarmDefinition = (name: string, evaluationPeriods: number): AlarmDefinition => ({
  ...{ name, arn: `arn:aws:cloudwatch:eu-central-1:000000000000:alarm:${name}`, description: 'Something is wrong.' },
  queries: [{ id: 'm1', metric: testMetric, statistic: 'Sum' }],
  ...{ watchedId: 'm1', periodSeconds: 3_600, evaluationPeriods, datapointsToAlarm: 1, threshold: 1 },
  ...{ comparison: 'GreaterThanOrEqualToThreshold', treatMissingData: 'notBreaching', warmUpMinutes: 0 },
  ...{ alarmActions: [], okActions: [] },
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html; on AWS metrics take minutes. */
describe('CloudWatch', () => {
  let cloud: TestCloud;
  let client: CloudWatchClient;
  let service: CloudWatchService;
  let changes: string[];

  beforeEach(async () => {
    changes = [];
    cloud = await startTestCloud((clock) => {
      service = createCloudWatchService({
        ...{ clock, alarms: [alarmDefinition('errors', 1), alarmDefinition('seldom', 26)], metricFilters: [] },
        onChange: ({ alarm, state, sinceMs }) =>
          changes.push(`${alarm.name} ${(sinceMs - testStartMs) / minuteMs} ${state}`),
      });
      return [service];
    });
    client = new CloudWatchClient(cloud.clientConfig);
    const metric = { namespace: 'AWS/SQS', name: 'Age', dimensions: { QueueName: 'jobs' } };
    for (const [minute, value] of [
      [-3, 10],
      [-3, 30],
      [-1, 50],
    ] as const) {
      service.putMetric({ metric, value, atMs: testStartMs + minute * minuteMs });
    }
  });

  afterEach(async () => {
    client.destroy();
    service.close();
    await cloud.stop();
  });

  const query = (queueName: string, overrides: object = {}): MetricDataQuery => ({
    Id: queueName,
    MetricStat: {
      Metric: { Namespace: 'AWS/SQS', MetricName: 'Age', Dimensions: [{ Name: 'QueueName', Value: queueName }] },
      Period: 60,
      Stat: 'Maximum',
      ...overrides,
    },
  });

  const read = (MetricDataQueries: MetricDataQuery[], more: object = {}) =>
    client.send(
      new GetMetricDataCommand({
        MetricDataQueries,
        StartTime: new Date(testStartMs - 5 * minuteMs),
        EndTime: new Date(testStartMs),
        ...more,
      }),
    );

  it('gives a value for each period that has one, the newest first', async () => {
    const { MetricDataResults: [jobs, other] = [] } = await read([query('jobs'), query('other')]);

    expect(jobs).toMatchObject({ Id: 'jobs', Label: 'Age', StatusCode: 'Complete', Values: [50, 30] });
    expect(jobs?.Timestamps?.[0]).toEqual(new Date(testStartMs - minuteMs));
    expect(other).toMatchObject({ Id: 'other', Values: [], Timestamps: [] });
  });

  it('shows the alarms of the stacks with their states, by name prefix', async () => {
    service.putMetric({ metric: testMetric, value: 1, atMs: testStartMs });
    await cloud.clock.runUntil(testStartMs + minuteMs);

    const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({ AlarmNamePrefix: 'err' }));

    expect(MetricAlarms).toMatchObject([
      { AlarmName: 'errors', StateValue: 'ALARM', StateReason: expect.stringContaining('1, against'), Threshold: 1 },
    ]);
    expect(changes).toEqual(['errors 1 ALARM']);
  });

  it('evaluates more than a day only at full hours', async () => {
    await cloud.clock.runUntil(testStartMs + 100 * minuteMs);

    expect(changes).toEqual(['errors 1 OK', 'seldom 60 OK']);
  });

  it.each([
    ['a time that goes back', [query('jobs')], { EndTime: new Date(testStartMs - 10 * minuteMs) }],
    ['a percentile, which is not emulated', [query('jobs', { Stat: 'p95' })], {}],
    ['an expression, which is not emulated', [{ Id: 'e', Expression: 'jobs * 2' }], {}],
    ['another order, which is not emulated', [query('jobs')], { ScanBy: 'TimestampAscending' }],
  ])('refuses %s', async (_title, queries, more) => {
    const error = await rejectionOf(read(queries, more));

    expect(error).toMatchObject({ $fault: 'client', $metadata: { httpStatusCode: 400 } });
  });
});
