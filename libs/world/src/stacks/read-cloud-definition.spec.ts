import { read, readSpoiled, sender, setting, worker } from './testing/written-stacks';

describe('readCloudDefinition', () => {
  it('resolves what the stacks declare', () => {
    const definition = read({ worker: worker(), sender: sender() });

    expect(definition).toMatchObject({
      region: 'eu-west-1',
      accountId: '000000000000',
      queues: [
        {
          name: 'jobs',
          arn: 'arn:aws:sqs:eu-west-1:000000000000:jobs',
          visibilityTimeoutSeconds: 180,
          delaySeconds: 0,
          messageRetentionSeconds: 345_600,
          redrive: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:000000000000:jobs-dlq', maxReceiveCount: 5 },
        },
        { name: 'jobs-dlq', visibilityTimeoutSeconds: 30, receiveWaitTimeSeconds: 0 },
      ],
      functions: [
        {
          name: 'worker',
          roleArn: 'arn:aws:iam::000000000000:role/worker',
          packagePath: expect.stringMatching(/^\/.*\/stacks\/worker\/assets\/archive\.zip$/),
          timeoutSeconds: 30,
          memoryMb: 256,
          environment: { QUEUE_URL: 'http://127.0.0.1:4566/000000000000/jobs' },
          logGroupName: '/aws/lambda/worker',
          logFormat: 'JSON',
          publicUrl: false,
          asyncInvoke: { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 },
        },
      ],
      eventSourceMappings: [
        {
          queueArn: 'arn:aws:sqs:eu-west-1:000000000000:jobs',
          functionName: 'worker',
          batchSize: 5,
          maximumConcurrency: 20,
          reportsBatchItemFailures: true,
        },
      ],
      schedules: [
        {
          name: 'sweep',
          expression: 'rate(5 minutes)',
          timezone: 'UTC',
          targetArn: 'arn:aws:sqs:eu-west-1:000000000000:jobs',
          input: '{"at":"<aws.scheduler.scheduled-time>"}',
          maximumRetryAttempts: 2,
        },
      ],
      logGroups: [{ name: '/aws/lambda/worker', retentionDays: 7 }],
    });
    expect(definition.roles.find(({ name }) => name === 'worker')?.policies).toEqual([
      { Statement: [{ Effect: 'Allow', Action: 'sqs:*', Resource: 'arn:aws:sqs:eu-west-1:000000000000:jobs' }] },
    ]);
  });

  it('reads a table with keys, index and time to live', () => {
    const table = {
      name: 'runs',
      billing_mode: 'PAY_PER_REQUEST',
      hash_key: 'pk',
      range_key: 'sk',
      attribute: ['pk', 'sk', 'at'].map((name) => ({ name, type: name === 'at' ? 'N' : 'S' })),
      global_secondary_index: [
        {
          name: 'by-at',
          key_schema: [
            { attribute_name: 'at', key_type: 'RANGE' },
            { attribute_name: 'sk', key_type: 'HASH' },
          ],
          projection_type: 'KEYS_ONLY',
        },
      ],
      ttl: { attribute_name: 'expires', enabled: true },
      point_in_time_recovery: { enabled: true },
      deletion_protection_enabled: false,
    };

    expect(readSpoiled(setting('aws_dynamodb_table', 'runs', table)).tables).toEqual([
      {
        name: 'runs',
        arn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/runs',
        partitionKey: { name: 'pk', type: 'S' },
        sortKey: { name: 'sk', type: 'S' },
        indexes: [{ name: 'by-at', partitionKey: { name: 'sk', type: 'S' }, sortKey: { name: 'at', type: 'N' } }],
        timeToLiveAttribute: 'expires',
        isRecoverable: true,
      },
    ]);
    expect(() => readSpoiled(setting('aws_dynamodb_table', 'runs', { ...table, hash_key: 'id' }))).toThrow(
      /aws_dynamodb_table\.runs: the key "id" is not among its attributes/,
    );
  });

  it('puts the permissions of a function with a URL into its policy', () => {
    const permission = { function_name: '${aws_lambda_function.worker.function_name}', principal: '*' };
    const arn = 'arn:aws:lambda:eu-west-1:000000000000:function:worker';
    const said = { Effect: 'Allow', Principal: '*', Resource: arn };

    const [bot] = readSpoiled((resources) => {
      resources['aws_lambda_function_url'] = { url: { function_name: 'worker', authorization_type: 'NONE' } };
      resources['aws_lambda_permission'] = {
        first: {
          ...{ ...permission, statement_id: 'Url', action: 'lambda:InvokeFunctionUrl' },
          function_url_auth_type: 'NONE',
        },
        second: {
          ...{ ...permission, statement_id: 'Through', action: 'lambda:InvokeFunction' },
          invoked_via_function_url: true,
        },
      };
    }).functions;

    expect(bot?.publicUrl).toBe(true);
    expect(bot?.policy).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          ...{ ...said, Sid: 'Url', Action: 'lambda:InvokeFunctionUrl' },
          Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
        },
        {
          ...{ ...said, Sid: 'Through', Action: 'lambda:InvokeFunction' },
          Condition: { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } },
        },
      ],
    });
  });

  const rule = {
    ...{ alarm_name: 'jobs-age', alarm_description: 'Jobs wait.', evaluation_periods: 2, threshold: 600 },
    ...{ comparison_operator: 'GreaterThanOrEqualToThreshold', treat_missing_data: 'notBreaching' },
    ...{ alarm_actions: ['arn:aws:sns:eu-west-1:000000000000:alerts'], ok_actions: [] },
  };
  const age = { namespace: 'AWS/SQS', metric_name: 'Age', period: 60 };
  const queries = [
    { id: 'age', metric: { ...age, stat: 'Maximum' } },
    { id: 'growth', expression: 'DIFF(age)', label: 'growth', return_data: true },
  ];
  const alarmOf = (more: object) =>
    readSpoiled(setting('aws_cloudwatch_metric_alarm', 'age', { ...rule, ...more })).alarms[0];

  it('reads an alarm on a metric', () => {
    const warm_up_configuration = { warm_up_period_duration_in_minutes: 30 };
    const dimensions = { QueueName: '${aws_sqs_queue.jobs.name}' };

    expect(alarmOf({ ...age, dimensions, statistic: 'Maximum', warm_up_configuration })).toEqual({
      name: 'jobs-age',
      arn: 'arn:aws:cloudwatch:eu-west-1:000000000000:alarm:jobs-age',
      description: 'Jobs wait.',
      queries: [
        {
          id: 'm1',
          metric: { namespace: 'AWS/SQS', name: 'Age', dimensions: { QueueName: 'jobs' } },
          statistic: 'Maximum',
        },
      ],
      watchedId: 'm1',
      periodSeconds: 60,
      evaluationPeriods: 2,
      datapointsToAlarm: 2,
      comparison: 'GreaterThanOrEqualToThreshold',
      threshold: 600,
      treatMissingData: 'notBreaching',
      warmUpMinutes: 30,
      alarmActions: ['arn:aws:sns:eu-west-1:000000000000:alerts'],
      okActions: [],
    });
  });

  it('reads an alarm on an expression', () => {
    expect(alarmOf({ metric_query: queries })).toMatchObject({
      queries: [
        { id: 'age', metric: { namespace: 'AWS/SQS', name: 'Age', dimensions: {} }, statistic: 'Maximum' },
        { id: 'growth', expression: 'DIFF(age)' },
      ],
      watchedId: 'growth',
      periodSeconds: 60,
    });
  });

  it.each<[string, object, RegExp]>([
    ['no metric', {}, /"metric_query"/],
    ['high resolution', { ...age, statistic: 'Sum', period: 10 }, /period/],
    ['an unknown treatment', { metric_query: queries, treat_missing_data: 'good' }, /treat_missing_data/],
    ['an argument of its own', { metric_query: queries, threshold_metric_id: 'a' }, /"threshold_metric_id"/],
    ['two queries that return data', { metric_query: [queries[1], queries[1]] }, /exactly one .* returns data/],
    [
      'two periods',
      { metric_query: [...queries, { id: 'b', metric: { ...age, period: 120, stat: 'Sum' } }] },
      /common period/,
    ],
    ['a query of nothing', { metric_query: [...queries, { id: 'b' }] }, /query b has neither/],
  ])('refuses an alarm with %s', (_case, more, message) => {
    expect(() => alarmOf(more)).toThrow(message);
  });

  it('reads a metric filter', () => {
    const filter = { name: 'errors', log_group_name: '/aws/lambda/worker', pattern: '{ $.level = "ERROR" }' };
    const transformation = { name: 'errors', namespace: 'Pulso', value: '1', dimensions: { Event: '$.event' } };
    const read = (more: object) =>
      readSpoiled(
        setting('aws_cloudwatch_log_metric_filter', 'errors', {
          ...{ ...filter, metric_transformation: { ...transformation, ...more } },
        }),
      ).metricFilters;

    expect(read({})).toEqual([
      {
        name: 'errors',
        logGroupName: '/aws/lambda/worker',
        pattern: '{ $.level = "ERROR" }',
        metric: { namespace: 'Pulso', name: 'errors' },
        value: '1',
        dimensions: { Event: '$.event' },
      },
    ]);
    expect(() => read({ default_value: '0' })).toThrow(/"metric_transformation\.default_value"/);
  });

  it('reads a secret without a value, which is set out of band', () => {
    const secret = { type: 'SecureString', tier: 'Standard', value_wo: 'not-set', value_wo_version: 1 };

    expect(readSpoiled(setting('aws_ssm_parameter', 'token', { name: '/bot/token', ...secret })).parameters).toEqual([
      { name: '/bot/token', arn: 'arn:aws:ssm:eu-west-1:000000000000:parameter/bot/token', type: 'SecureString' },
    ]);
  });
});
