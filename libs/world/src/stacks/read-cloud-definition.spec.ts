import { read, readSpoiled, removeWrittenStacks, sender, worker } from './testing/written-stacks';

afterAll(removeWrittenStacks);

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
        // The provider's default: a quarter of what SQS takes where nothing is said.
        { name: 'jobs-dlq', visibilityTimeoutSeconds: 30, maxMessageBytes: 262_144 },
      ],
      functions: [
        {
          name: 'worker',
          roleArn: 'arn:aws:iam::000000000000:role/worker',
          packagePath: expect.stringMatching(/^\/.*\/stacks\/worker\/assets\/archive\.zip$/),
          timeoutSeconds: 30,
          memoryMb: 128,
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
          enabled: true,
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
    const { tables } = readSpoiled((resources) => {
      resources['aws_dynamodb_table'] = {
        runs: {
          name: 'runs',
          billing_mode: 'PAY_PER_REQUEST',
          hash_key: 'pk',
          range_key: 'sk',
          attribute: [
            { name: 'pk', type: 'S' },
            { name: 'sk', type: 'S' },
            { name: 'at', type: 'N' },
          ],
          global_secondary_index: [
            {
              name: 'by-at',
              key_schema: [
                { attribute_name: 'sk', key_type: 'HASH' },
                { attribute_name: 'at', key_type: 'RANGE' },
              ],
              projection_type: 'KEYS_ONLY',
            },
          ],
          ttl: { attribute_name: 'expires', enabled: true },
          point_in_time_recovery: { enabled: true },
        },
      };
    });

    expect(tables).toEqual([
      {
        name: 'runs',
        arn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/runs',
        partitionKey: { name: 'pk', type: 'S' },
        sortKey: { name: 'sk', type: 'S' },
        globalSecondaryIndexes: [
          {
            name: 'by-at',
            partitionKey: { name: 'sk', type: 'S' },
            sortKey: { name: 'at', type: 'N' },
            projectionType: 'KEYS_ONLY',
          },
        ],
        timeToLiveAttribute: 'expires',
      },
    ]);
  });

  const withIndex = (index: object) =>
    readSpoiled((resources) => {
      const attribute = ['pk', 'state', 'at'].map((name) => ({ name, type: 'S' }));
      const global_secondary_index = [{ name: 'by-state', projection_type: 'KEYS_ONLY', ...index }];
      const table = {
        name: 'runs',
        billing_mode: 'PAY_PER_REQUEST',
        hash_key: 'pk',
        attribute,
        global_secondary_index,
      };
      resources['aws_dynamodb_table'] = { runs: table };
    }).tables[0]?.globalSecondaryIndexes;

  const hash = { attribute_name: 'state', key_type: 'HASH' };
  const range = { attribute_name: 'at', key_type: 'RANGE' };

  it('reads the keys of an index in any order', () => {
    expect(withIndex({ key_schema: [range, hash] })).toMatchObject([
      { partitionKey: { name: 'state', type: 'S' }, sortKey: { name: 'at', type: 'S' } },
    ]);
    expect(withIndex({ key_schema: [hash] })?.[0]).not.toHaveProperty('sortKey');
  });

  it.each([
    ['no partition key', [range]],
    ['two partition keys, which the local cloud does not imitate', [hash, { ...range, key_type: 'HASH' }]],
    ['a key of no kind', [hash, { ...range, key_type: 'SORT' }]],
  ])('refuses an index with %s', (_case, key_schema) => {
    expect(() => withIndex({ key_schema })).toThrow(/"key_schema" must be one HASH and at most one RANGE key/);
  });

  it.each([
    ['says so', { billing_mode: 'PROVISIONED' }],
    ['says nothing, which the provider takes for it', {}],
  ])('refuses a table with a capacity, which it has when it %s', (_case, overrides) => {
    const spoil = () =>
      readSpoiled((resources) => {
        const table = { name: 'runs', hash_key: 'pk', attribute: [{ name: 'pk', type: 'S' }], ...overrides };
        resources['aws_dynamodb_table'] = { runs: table };
      });

    expect(spoil).toThrow(/"billing_mode" = "PROVISIONED"/);
  });

  it('has no value for a parameter whose value is write-only', () => {
    const { parameters } = readSpoiled((resources) => {
      resources['aws_ssm_parameter'] = {
        token: { name: '/bot/token', type: 'SecureString', value_wo: 'not-set', value_wo_version: 1 },
        plain: { name: 'plain', type: 'String', value: 'x' },
      };
    });

    expect(parameters).toEqual([
      { name: '/bot/token', arn: 'arn:aws:ssm:eu-west-1:000000000000:parameter/bot/token', type: 'SecureString' },
      { name: 'plain', arn: 'arn:aws:ssm:eu-west-1:000000000000:parameter/plain', type: 'String', value: 'x' },
    ]);
  });

  describe('a function URL', () => {
    const url = { function_name: '${aws_lambda_function.worker.function_name}', authorization_type: 'NONE' };
    const permission = { function_name: 'worker', principal: '*' };
    const first = { ...permission, action: 'lambda:InvokeFunctionUrl', function_url_auth_type: 'NONE' };
    const second = { ...permission, action: 'lambda:InvokeFunction', invoked_via_function_url: true };
    const functionWith = (permissions: Record<string, Record<string, unknown>>) =>
      readSpoiled((resources) => {
        resources['aws_lambda_function_url'] = { url };
        resources['aws_lambda_permission'] = permissions;
      }).functions[0];

    it('is there with and without permissions, which stand in the policy of the function', () => {
      const arn = 'arn:aws:lambda:eu-west-1:000000000000:function:worker';

      const { publicUrl, policy } =
        functionWith({ first: { ...first, statement_id: 'Url' }, second: { ...second, statement_id: 'Through' } }) ??
        {};

      expect(publicUrl).toBe(true);
      expect(policy).toEqual({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'Url',
            Effect: 'Allow',
            Principal: '*',
            Action: 'lambda:InvokeFunctionUrl',
            Resource: arn,
            Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
          },
          {
            Sid: 'Through',
            Effect: 'Allow',
            Principal: '*',
            Action: 'lambda:InvokeFunction',
            Resource: arn,
            Condition: { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } },
          },
        ],
      });
      expect(functionWith({})).toMatchObject({ publicUrl: true });
      expect(functionWith({})).not.toHaveProperty('policy');
    });

    it('narrows a permission of a service to its source', () => {
      const source = { source_arn: 'arn:aws:s3:::bucket', source_account: '000000000000' };

      const { policy } =
        functionWith({
          other: { ...permission, principal: 's3.amazonaws.com', action: 'lambda:InvokeFunction', ...source },
        }) ?? {};

      expect(policy).toMatchObject({
        Statement: [
          {
            Principal: { Service: 's3.amazonaws.com' },
            Condition: {
              ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::bucket' },
              StringEquals: { 'aws:SourceAccount': '000000000000' },
            },
          },
        ],
      });
    });

    it('refuses what a permission says beside that', () => {
      expect(() => functionWith({ other: { ...first, principal_org_id: 'o-1' } })).toThrow(
        /aws_lambda_permission\.other: the local cloud does not imitate the argument "principal_org_id"/,
      );
    });
  });

  it('gives a queue the policy that is declared beside it', () => {
    const policy = { Version: '2012-10-17', Statement: [] };

    const { queues } = readSpoiled((resources) => {
      resources['aws_sqs_queue_policy'] = {
        jobs: { queue_url: '${aws_sqs_queue.jobs.url}', policy: JSON.stringify(policy) },
      };
    });

    expect(queues.map((queue) => queue.policy)).toEqual([policy, undefined]);
  });
});
