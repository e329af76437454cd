import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';

import { type TestCloud, rejectionOf, startTestCloud, testStartMs } from '../testing/start-test-cloud';
import { type CloudWatchService, createCloudWatchService } from './create-cloudwatch-service';

const minuteMs = 60_000;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html; on AWS metrics take minutes. */
describe('the metrics of CloudWatch', () => {
  let cloud: TestCloud;
  let client: CloudWatchClient;
  let service: CloudWatchService;

  beforeEach(async () => {
    cloud = await startTestCloud((clock) => [
      (service = createCloudWatchService({ clock, alarms: [], metricFilters: [] })),
    ]);
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

  it('gives them in the other order, by other statistics and in longer periods', async () => {
    const { MetricDataResults: [sums] = [] } = await read([query('jobs', { Stat: 'Sum' })], {
      ScanBy: 'TimestampAscending',
    });
    const { MetricDataResults: [long] = [] } = await read([query('jobs', { Period: 300, Stat: 'SampleCount' })]);

    expect(sums?.Values).toEqual([40, 50]);
    expect(long?.Values).toEqual([3]);
  });

  it.each([
    ['a time that goes back', [query('jobs')], { EndTime: new Date(testStartMs - 10 * minuteMs) }],
    ['a percentile, which is not imitated', [query('jobs', { Stat: 'p95' })], {}],
    ['an expression, which is not imitated', [{ Id: 'e', Expression: 'jobs * 2' }], {}],
    ['nothing', [], {}],
  ])('refuses %s', async (_title, queries, more) => {
    const error = await rejectionOf(read(queries, more));

    expect(error).toMatchObject({ $fault: 'client', $metadata: { httpStatusCode: 400 } });
  });
});
