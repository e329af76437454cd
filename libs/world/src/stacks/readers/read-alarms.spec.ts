import { bodyIn, readSpoiled, removeWrittenStacks, type Resources } from '../testing/written-stacks';

afterAll(removeWrittenStacks);

const single = {
  alarm_name: 'jobs-age',
  alarm_description: 'Jobs wait.',
  namespace: 'AWS/SQS',
  metric_name: 'ApproximateAgeOfOldestMessage',
  dimensions: { QueueName: '${aws_sqs_queue.jobs.name}' },
  statistic: 'Maximum',
  period: 300,
  evaluation_periods: 2,
  comparison_operator: 'GreaterThanThreshold',
  threshold: 600,
  alarm_actions: ['arn:aws:sns:eu-west-1:000000000000:alerts'],
};

const age = { namespace: 'AWS/SQS', metric_name: 'Age', period: 60, stat: 'Maximum' };
const queries = [
  { id: 'age', metric: [age] },
  { id: 'growth', expression: 'DIFF(age)', label: 'growth', return_data: true },
];
const { namespace: _namespace, metric_name: _name, dimensions: _dimensions, statistic: _statistic, ...common } = single;
const { period: _period, ...rule } = common;
const expression = { ...rule, metric_query: queries };

const filter = {
  name: 'errors',
  log_group_name: '${aws_cloudwatch_log_group.logs.name}',
  pattern: '{ $.level = "ERROR" }',
  metric_transformation: [{ name: 'errors', namespace: 'Pulso', value: '1', dimensions: { Event: '$.event' } }],
};

const declare = (type: string, body: object) => (resources: Resources) => {
  resources[type] = { spec: { ...body } };
};
const alarmOf = (body: object) => readSpoiled(declare('aws_cloudwatch_metric_alarm', body)).alarms[0];

describe('an alarm', () => {
  it("is read with CloudWatch's defaults", () => {
    expect(alarmOf(single)).toEqual({
      name: 'jobs-age',
      arn: 'arn:aws:cloudwatch:eu-west-1:000000000000:alarm:jobs-age',
      description: 'Jobs wait.',
      queries: [
        {
          id: 'm1',
          metric: { namespace: 'AWS/SQS', name: 'ApproximateAgeOfOldestMessage', dimensions: { QueueName: 'jobs' } },
          statistic: 'Maximum',
        },
      ],
      watchedId: 'm1',
      periodSeconds: 300,
      evaluationPeriods: 2,
      datapointsToAlarm: 2,
      comparison: 'GreaterThanThreshold',
      threshold: 600,
      treatMissingData: 'missing',
      warmUpMinutes: 0,
      alarmActions: ['arn:aws:sns:eu-west-1:000000000000:alerts'],
      okActions: [],
    });
  });

  it('on an expression is read with its parts', () => {
    expect(alarmOf(expression)).toMatchObject({
      queries: [
        { id: 'age', metric: { namespace: 'AWS/SQS', name: 'Age', dimensions: {} }, statistic: 'Maximum' },
        { id: 'growth', expression: 'DIFF(age)' },
      ],
      watchedId: 'growth',
      periodSeconds: 60,
    });
  });

  it('may warm up', () => {
    const warm_up_configuration = [{ warm_up_period_duration_in_minutes: 30 }];

    expect(alarmOf({ ...single, warm_up_configuration })?.warmUpMinutes).toBe(30);
  });

  it.each<[string, object, RegExp]>([
    [
      'a comparison with a band',
      { ...single, comparison_operator: 'GreaterThanUpperThreshold' },
      /comparison_operator/,
    ],
    ['high resolution', { ...single, period: 10 }, /"period" must be a multiple of 60/],
    ['an unknown treatment', { ...single, treat_missing_data: 'good' }, /treat_missing_data/],
    ['an argument of its own', { ...single, threshold_metric_id: 'a' }, /"threshold_metric_id"/],
    ['two queries that return data', { ...expression, metric_query: [queries[1], queries[1]] }, /one returns data/],
    [
      'two periods',
      { ...expression, metric_query: [...queries, { id: 'b', metric: [{ ...age, period: 120 }] }] },
      /common period/,
    ],
    ['a query of nothing', { ...expression, metric_query: [...queries, { id: 'b' }] }, /no expression/],
  ])('with %s is refused', (_case, body, message) => {
    expect(() => alarmOf(body)).toThrow(message);
  });
});

describe('a metric filter', () => {
  it('is read with the log group that it names', () => {
    expect(readSpoiled(declare('aws_cloudwatch_log_metric_filter', filter)).metricFilters).toEqual([
      {
        name: 'errors',
        logGroupName: '/aws/lambda/worker',
        pattern: '{ $.level = "ERROR" }',
        metric: { namespace: 'Pulso', name: 'errors' },
        value: '1',
        dimensions: { Event: '$.event' },
      },
    ]);
  });

  it('is refused with a default value, and on a log group that no stack declares', () => {
    const [transformation] = filter.metric_transformation;
    const spoiled = { ...filter, metric_transformation: [{ ...transformation, default_value: '0' }] };

    expect(() => readSpoiled(declare('aws_cloudwatch_log_metric_filter', spoiled))).toThrow(/"default_value"/);
    expect(() =>
      readSpoiled((resources) => {
        declare('aws_cloudwatch_log_metric_filter', filter)(resources);
        bodyIn(resources, 'aws_cloudwatch_log_metric_filter', 'spec')['log_group_name'] = '/gone';
      }),
    ).toThrow(/aws_cloudwatch_log_metric_filter\.spec: its log group \/gone is not declared/);
  });
});
