import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type CloudDefinition, findStackFiles, readCloudDefinition } from '.';

type Resources = Record<string, Record<string, Record<string, unknown>>>;

const provider = { aws: [{ region: 'eu-west-1' }] };
const data = { aws_region: { here: {} }, aws_caller_identity: { me: {} }, aws_partition: { here: {} } };
const arnStart =
  'arn:${data.aws_partition.here.partition}:sqs:${data.aws_region.here.region}:${data.aws_caller_identity.me.account_id}';
const urlStart =
  'https://sqs.${data.aws_region.here.region}.${data.aws_partition.here.dns_suffix}/${data.aws_caller_identity.me.account_id}';

/** A stack that owns a queue and consumes it. */
const worker = (): Resources => ({
  aws_sqs_queue: {
    jobs: {
      name: 'jobs',
      visibility_timeout_seconds: 180,
      redrive_policy: '{"deadLetterTargetArn":"${aws_sqs_queue.dead.arn}","maxReceiveCount":5}',
    },
    dead: { name: 'jobs-dlq' },
  },
  aws_sqs_queue_redrive_allow_policy: {
    dead: {
      queue_url: '${aws_sqs_queue.dead.url}',
      redrive_allow_policy: '{"redrivePermission":"byQueue","sourceQueueArns":["${aws_sqs_queue.jobs.arn}"]}',
    },
  },
  aws_cloudwatch_log_group: { logs: { name: '/aws/lambda/worker', retention_in_days: 7 } },
  aws_iam_role: { worker: { name: 'worker', assume_role_policy: '{"Version":"2012-10-17","Statement":[]}' } },
  aws_iam_role_policy: {
    worker: {
      role: '${aws_iam_role.worker.id}',
      policy: '{"Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"${aws_sqs_queue.jobs.arn}"}]}',
    },
  },
  aws_lambda_function: {
    worker: {
      '//': { note: '${nothing' },
      function_name: 'worker',
      role: '${aws_iam_role.worker.arn}',
      handler: 'handler.handler',
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      filename: 'assets/archive.zip',
      source_code_hash: '${filebase64sha256("assets/archive.zip")}',
      timeout: 30,
      environment: { variables: { QUEUE_URL: '${aws_sqs_queue.jobs.url}' } },
      logging_config: { log_format: 'JSON', log_group: '${aws_cloudwatch_log_group.logs.name}' },
      depends_on: ['aws_iam_role_policy.worker'],
    },
  },
  aws_lambda_event_source_mapping: {
    jobs: {
      event_source_arn: '${aws_sqs_queue.jobs.arn}',
      function_name: '${aws_lambda_function.worker.arn}',
      batch_size: 5,
      scaling_config: { maximum_concurrency: 20 },
      function_response_types: ['ReportBatchItemFailures'],
    },
  },
});

/** A stack that sends to the queue of the other one. */
const sender = (): Resources => ({
  aws_iam_role: { schedule: { name: 'schedule', assume_role_policy: '{"Statement":[]}' } },
  aws_scheduler_schedule: {
    sweep: {
      name: 'sweep',
      schedule_expression: 'rate(5 minutes)',
      flexible_time_window: { mode: 'OFF' },
      target: {
        arn: `${arnStart}:jobs`,
        role_arn: '${aws_iam_role.schedule.arn}',
        input: '{"at":"<aws.scheduler.scheduled-time>"}',
        retry_policy: { maximum_retry_attempts: 2, maximum_event_age_in_seconds: 300 },
      },
    },
  },
});

const folders: string[] = [];

function write(stacks: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-terraform-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(stacks)) {
    const stack = join(folder, `infra-${name}`, 'stacks', name);
    mkdirSync(join(stack, 'assets'), { recursive: true });
    writeFileSync(join(stack, 'assets', 'archive.zip'), 'zip');
    writeFileSync(join(stack, 'cdk.tf.json'), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

const readFolder = (folder: string): CloudDefinition =>
  readCloudDefinition({
    stackFiles: findStackFiles(folder),
    queueUrl: (name) => `http://127.0.0.1:4566/000000000000/${name}`,
    rewrites: [{ prefix: 'https://api.telegram.org', replacement: 'http://127.0.0.1:8081' }],
  });

const read = (stacks: Readonly<Record<string, Resources>>): CloudDefinition =>
  readFolder(
    write(Object.fromEntries(Object.entries(stacks).map(([name, resource]) => [name, { provider, data, resource }]))),
  );

/** Reads both stacks after the first one was changed. */
function readSpoiled(spoil: (resources: Resources) => void): CloudDefinition {
  const resources = worker();
  spoil(resources);
  return read({ worker: resources, sender: sender() });
}

/** The body of one resource of a stack. */
const bodyIn = (resources: Resources, type: string, name: string): Record<string, unknown> => {
  const body = resources[type]?.[name];
  if (!body) throw new Error(`The spec's stack has no ${type}.${name}`);
  return body;
};

const withVariable = (value: string) =>
  readSpoiled((resources) => {
    bodyIn(resources, 'aws_lambda_function', 'worker')['environment'] = { variables: { TARGET: value } };
  }).functions[0]?.environment['TARGET'];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

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
        { name: 'jobs-dlq', visibilityTimeoutSeconds: 30 },
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
      ignored: [],
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
          global_secondary_index: [{ name: 'by-at', hash_key: 'sk', range_key: 'at', projection_type: 'KEYS_ONLY' }],
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
            nonKeyAttributes: [],
          },
        ],
        timeToLiveAttribute: 'expires',
      },
    ]);
  });

  it('renders policy documents with conditions grouped by operator', () => {
    const { roles } = readFolder(
      write({
        only: {
          provider,
          data: {
            aws_iam_policy_document: {
              trust: {
                statement: [
                  {
                    actions: ['sts:AssumeRole'],
                    principals: [{ type: 'Service', identifiers: ['scheduler.amazonaws.com'] }],
                    condition: [
                      { test: 'StringEquals', variable: 'aws:SourceAccount', values: ['1'] },
                      { test: 'StringEquals', variable: 'aws:SourceArn', values: ['a', 'b'] },
                    ],
                  },
                ],
              },
            },
          },
          resource: {
            aws_iam_role: { r: { name: 'r', assume_role_policy: '${data.aws_iam_policy_document.trust.json}' } },
          },
        },
      }),
    );

    expect(roles[0]?.assumeRolePolicy).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['sts:AssumeRole'],
          Principal: { Service: ['scheduler.amazonaws.com'] },
          Condition: { StringEquals: { 'aws:SourceAccount': ['1'], 'aws:SourceArn': ['a', 'b'] } },
        },
      ],
    });
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
    const isPublic = (permissions: Record<string, Record<string, unknown>>) =>
      readSpoiled((resources) => {
        resources['aws_lambda_function_url'] = { url };
        resources['aws_lambda_permission'] = permissions;
      }).functions[0]?.publicUrl;

    it('is public with both permissions and with no fewer', () => {
      expect(isPublic({ first, second })).toBe(true);
      expect(isPublic({ first })).toBe(false);
      expect(isPublic({ second })).toBe(false);
    });

    it('refuses permissions for callers that nothing imitates', () => {
      expect(() =>
        isPublic({ other: { ...permission, principal: 's3.amazonaws.com', action: 'lambda:InvokeFunction' } }),
      ).toThrow(/aws_lambda_permission\.other: the local cloud does not imitate a permission for s3\.amazonaws\.com/);
    });
  });

  describe('addresses of the outside world', () => {
    it.each([
      [`${urlStart}/jobs`, 'http://127.0.0.1:4566/000000000000/jobs'],
      ['https://api.telegram.org', 'http://127.0.0.1:8081'],
      ['https://api.telegram.org/bot', 'http://127.0.0.1:8081/bot'],
      ['http://127.0.0.1:1/x', 'http://127.0.0.1:1/x'],
    ])('%s becomes %s', (value, local) => {
      expect(withVariable(value)).toBe(local);
    });

    it.each([
      ['https://api.telegram.org.example.com'],
      ['https://example.com'],
      [`${urlStart.replace('sqs', 'dynamodb')}/jobs`],
      ['https://sqs.eu-west-1.amazonaws.com/111111111111/jobs'],
    ])('%s stops the start and names function and variable', (value) => {
      expect(() => withVariable(value)).toThrow(/^Functions would leave this computer: TARGET of worker holds https:/);
    });

    it('refuses the URL of a queue that nobody declares', () => {
      expect(() => withVariable(`${urlStart}/gone`)).toThrow(/TARGET of worker is the URL of a queue "gone"/);
    });
  });

  describe('stops with the place and the reason', () => {
    it.each<[string, (resources: Resources) => void, RegExp]>([
      [
        'at a circle',
        (resources) => {
          bodyIn(resources, 'aws_sqs_queue', 'dead')['redrive_policy'] =
            '{"deadLetterTargetArn":"${aws_sqs_queue.jobs.arn}"}';
        },
        /^worker: .*circle: aws_sqs_queue\.jobs -> aws_sqs_queue\.dead -> aws_sqs_queue\.jobs$/,
      ],
      [
        'at a reference to nothing',
        (resources) => (bodyIn(resources, 'aws_lambda_function', 'worker')['role'] = '${aws_iam_role.gone.arn}'),
        /^worker: aws_lambda_function\.worker\.role: can't resolve aws_iam_role\.gone\.arn: it is not declared/,
      ],
      [
        'at an attribute that nobody knows',
        (resources) =>
          (bodyIn(resources, 'aws_lambda_function', 'worker')['role'] = '${aws_iam_role.worker.unique_id}'),
        /"unique_id" is neither declared nor known/,
      ],
      [
        'at an inherited attribute',
        (resources) =>
          (bodyIn(resources, 'aws_lambda_function', 'worker')['role'] = '${aws_iam_role.worker.constructor}'),
        /"constructor" is neither declared nor known/,
      ],
      [
        'at a variable',
        (resources) => (bodyIn(resources, 'aws_lambda_function', 'worker')['role'] = '${var.role}'),
        /can't resolve var\.role: "var" is not supported/,
      ],
      [
        'at a resource type with behaviour',
        (resources) => (resources['aws_sns_topic'] = { news: { name: 'news' } }),
        /^worker: aws_sns_topic\.news: the local cloud does not imitate resources of type aws_sns_topic$/,
      ],
      [
        'at a resource type named like an object member',
        (resources) => (resources['toString'] = { x: {} }),
        /resources of type toString/,
      ],
      [
        'at an argument with behaviour',
        (resources) =>
          (bodyIn(resources, 'aws_lambda_event_source_mapping', 'jobs')['filter_criteria'] = { filter: [{}] }),
        /aws_lambda_event_source_mapping\.jobs: the local cloud does not imitate the argument "filter_criteria"/,
      ],
      [
        'at a FIFO queue',
        (resources) => (bodyIn(resources, 'aws_sqs_queue', 'dead')['fifo_queue'] = true),
        /"fifo_queue" = true/,
      ],
      [
        'at a count',
        (resources) => (bodyIn(resources, 'aws_sqs_queue', 'dead')['count'] = 2),
        /aws_sqs_queue\.dead: .* imitate "count"/,
      ],
      [
        'at a log level that drops lines',
        (resources) =>
          (bodyIn(resources, 'aws_lambda_function', 'worker')['logging_config'] = {
            log_format: 'JSON',
            application_log_level: 'ERROR',
          }),
        /"application_log_level" = "ERROR"/,
      ],
      [
        'at a generated name',
        (resources) => (resources['aws_sqs_queue'] = { ...resources['aws_sqs_queue'], x: { name_prefix: 'x' } }),
        /aws_sqs_queue\.x: it needs "name", a text/,
      ],
      [
        'at a value of the wrong kind',
        (resources) => (bodyIn(resources, 'aws_lambda_function', 'worker')['timeout'] = 'soon'),
        /aws_lambda_function\.worker: "timeout" must be a number/,
      ],
      [
        'at a policy that is no JSON',
        (resources) => (bodyIn(resources, 'aws_iam_role_policy', 'worker')['policy'] = '{"Statement":'),
        /aws_iam_role_policy\.worker: "policy" must be JSON/,
      ],
      [
        'at a package that was not written',
        (resources) =>
          Object.assign(bodyIn(resources, 'aws_lambda_function', 'worker'), {
            filename: 'gone.zip',
            source_code_hash: 'x',
          }),
        /its package .*gone\.zip does not exist/,
      ],
      [
        'at a hash of a package that was not written',
        (resources) =>
          (bodyIn(resources, 'aws_lambda_function', 'worker')['source_code_hash'] = '${filebase64sha256("gone.zip")}'),
        /gone\.zip does not exist; synthesize/,
      ],
      [
        'at a policy of AWS',
        (resources) =>
          (resources['aws_iam_role_policy_attachment'] = {
            a: { role: 'worker', policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
          }),
        /does not imitate the policy arn:aws:iam::aws:policy\/AdministratorAccess/,
      ],
    ])('%s', (_case, spoil, message) => {
      expect(() => readSpoiled(spoil)).toThrow(message);
    });
  });

  describe('stops when stacks do not fit together', () => {
    it.each<[string, (resources: Resources) => void, RegExp]>([
      [
        'a redrive to a queue that does not exist',
        (resources) =>
          (bodyIn(resources, 'aws_sqs_queue', 'jobs')['redrive_policy'] =
            `{"deadLetterTargetArn":"${arnStart}:gone","maxReceiveCount":5}`),
        /aws_sqs_queue\.jobs: its dead-letter queue arn:aws:sqs:eu-west-1:000000000000:gone is not declared by any stack/,
      ],
      [
        'a dead-letter queue that allows another source only',
        (resources) =>
          (bodyIn(resources, 'aws_sqs_queue_redrive_allow_policy', 'dead')['redrive_allow_policy'] =
            '{"redrivePermission":"byQueue","sourceQueueArns":["arn:aws:sqs:::other"]}'),
        /aws_sqs_queue_redrive_allow_policy\.dead: does not allow the redrive from worker: aws_sqs_queue\.jobs/,
      ],
      [
        'a mapping to a queue that does not exist',
        (resources) =>
          (bodyIn(resources, 'aws_lambda_event_source_mapping', 'jobs')['event_source_arn'] = `${arnStart}:gone`),
        /aws_lambda_event_source_mapping\.jobs: its queue arn:.*:gone is not declared/,
      ],
      [
        'a mapping to a function that does not exist',
        (resources) => (bodyIn(resources, 'aws_lambda_event_source_mapping', 'jobs')['function_name'] = 'gone'),
        /its function gone is not declared/,
      ],
      [
        'a visibility timeout shorter than the function',
        (resources) => (bodyIn(resources, 'aws_sqs_queue', 'jobs')['visibility_timeout_seconds'] = 29),
        /visibility timeout of jobs is 29 s, shorter than the timeout of worker, 30 s/,
      ],
      [
        'a log group that does not exist',
        (resources) =>
          (bodyIn(resources, 'aws_lambda_function', 'worker')['logging_config'] = {
            log_format: 'Text',
            log_group: '/gone',
          }),
        /its log group \/gone is not declared/,
      ],
      [
        'a failure destination that does not exist',
        (resources) =>
          (resources['aws_lambda_function_event_invoke_config'] = {
            c: { function_name: 'worker', destination_config: { on_failure: { destination: `${arnStart}:gone` } } },
          }),
        /its failure destination arn:.*:gone is not declared/,
      ],
    ])('%s', (_case, spoil, message) => {
      expect(() => readSpoiled(spoil)).toThrow(message);
    });

    it('a schedule whose target does not exist', () => {
      expect(() => read({ sender: sender() })).toThrow(
        /^The stacks do not fit together: sender: aws_scheduler_schedule\.sweep: its target arn:.*:jobs is not declared/,
      );
    });

    it('the same name in two stacks, with both places', () => {
      const other = { aws_sqs_queue: { mine: { name: 'jobs' } } };

      expect(() => read({ worker: worker(), other })).toThrow(
        /queue "jobs" by other: aws_sqs_queue\.mine and by worker: aws_sqs_queue\.jobs/,
      );
    });
  });

  it('leaves out what nothing depends on, and says so', () => {
    const { ignored } = readSpoiled((resources) => {
      resources['aws_cloudwatch_metric_alarm'] = { depth: { alarm_name: '${aws_sqs_queue.dead.name}' } };
    });

    expect(ignored).toEqual(['worker: aws_cloudwatch_metric_alarm.depth']);
  });
});

describe('stack files', () => {
  it.each<[string, unknown, RegExp]>([
    ['half a file', '{"resource":', /cdk\.tf\.json can not be read as JSON/],
    ['a list', [], /holds no JSON object/],
    ['no provider', { resource: {} }, /has no AWS provider with a region/],
    [
      'two AWS providers',
      { provider: { aws: [{ region: 'a' }, { region: 'b', alias: 'x' }] } },
      /a second AWS provider/,
    ],
    ['another provider', { provider: { ...provider, random: [{}] } }, /the provider "random"/],
    ['a module', { provider, module: { x: {} } }, /"module" blocks/],
    ['a resource that is no object', { provider, resource: { aws_sqs_queue: 5 } }, /has 5 where an object should be/],
  ])('with %s are refused', (_case, content, message) => {
    expect(() => readFolder(write({ only: content }))).toThrow(message);
  });

  it('of different regions are refused', () => {
    const elsewhere = { provider: { aws: [{ region: 'us-east-1' }] } };

    expect(() => readFolder(write({ a: { provider }, b: elsewhere }))).toThrow(/eu-west-1 \(a\) and us-east-1 \(b\)/);
  });

  it('must exist', () => {
    expect(findStackFiles('/does/not/exist')).toEqual([]);
    expect(() => readFolder('/does/not/exist')).toThrow(/holds no synthesized stack/);
  });
});
