import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { services } from '@pulso/contracts/envelope';
import { knownStages } from '@pulso/infra/stages';
import { decide, parsePolicy, type RequestContext } from '@pulso/world/permissions';

import { prodAsShipped, synthesizeStacks } from './testing/stacks';

/**
 * The calls with which Terraform's provider creates, reads, updates and deletes the resources of the stacks.
 *
 * Collected from the provider's sources and the service authorization reference, never verified on an account.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
interface ResourceCalls {
  /** Types of Terraform: the first has the name, and the others are parts of it. */
  readonly types: readonly string[];
  /** The ARN for which IAM checks the calls. */
  readonly arn: (body: Readonly<Record<string, unknown>>) => string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

const accountId = '123456789012';

const here = (service: string, resource: string): string => `arn:aws:${service}:eu-central-1:${accountId}:${resource}`;

const calls = (service: string, names: string): string[] => names.split(' ').map((name) => `${service}:${name}`);

const functionParts = ['url', 'event_invoke_config', 'recursion_config'].map((part) => `aws_lambda_function_${part}`);

const callsOfResources: readonly ResourceCalls[] = [
  {
    types: ['aws_lambda_function', 'aws_lambda_permission', ...functionParts],
    arn: (body) => here('lambda', `function:${body['function_name']}`),
    reads: [
      ...calls('lambda', 'GetFunction GetFunctionCodeSigningConfig GetFunctionConfiguration GetFunctionUrlConfig'),
      ...calls('lambda', 'GetFunctionEventInvokeConfig GetFunctionRecursionConfig GetPolicy ListTags'),
      ...calls('lambda', 'ListVersionsByFunction'),
    ],
    writes: [
      ...calls('lambda', 'AddPermission CreateFunction CreateFunctionUrlConfig DeleteFunction RemovePermission'),
      ...calls('lambda', 'DeleteFunctionConcurrency DeleteFunctionEventInvokeConfig DeleteFunctionUrlConfig'),
      ...calls('lambda', 'PutFunctionConcurrency PutFunctionEventInvokeConfig PutFunctionRecursionConfig TagResource'),
      ...calls('lambda', 'UntagResource UpdateFunctionCode UpdateFunctionConfiguration'),
      ...calls('lambda', 'UpdateFunctionEventInvokeConfig UpdateFunctionUrlConfig'),
    ],
  },
  {
    types: ['aws_lambda_event_source_mapping'],
    arn: () => here('lambda', 'event-source-mapping:0f1e2d3c'),
    reads: ['lambda:GetEventSourceMapping'],
    writes: calls('lambda', 'CreateEventSourceMapping DeleteEventSourceMapping UpdateEventSourceMapping'),
  },
  {
    types: ['aws_iam_role', 'aws_iam_role_policy'],
    arn: (body) => `arn:aws:iam::${accountId}:role/${body['name']}`,
    reads: calls('iam', 'GetRole GetRolePolicy ListAttachedRolePolicies ListInstanceProfilesForRole ListRolePolicies'),
    writes: [
      ...calls('iam', 'CreateRole DeleteRole DeleteRolePolicy PassRole PutRolePolicy TagRole UntagRole UpdateRole'),
      'iam:UpdateAssumeRolePolicy',
    ],
  },
  {
    types: ['aws_cloudwatch_log_group', 'aws_cloudwatch_log_metric_filter'],
    arn: (body) => here('logs', `log-group:${body['name']}:*`),
    reads: calls('logs', 'DescribeMetricFilters ListTagsForResource'),
    writes: [
      ...calls('logs', 'CreateLogGroup DeleteLogGroup DeleteMetricFilter PutLogGroupDeletionProtection TagResource'),
      ...calls('logs', 'PutMetricFilter PutRetentionPolicy UntagResource'),
    ],
  },
  { types: ['aws_cloudwatch_log_group'], arn: () => '*', reads: ['logs:DescribeLogGroups'], writes: [] },
  {
    types: ['aws_cloudwatch_query_definition'],
    arn: () => '*',
    reads: ['logs:DescribeQueryDefinitions'],
    writes: calls('logs', 'DeleteQueryDefinition PutQueryDefinition'),
  },
  {
    types: ['aws_cloudwatch_metric_alarm'],
    arn: (body) => here('cloudwatch', `alarm:${body['alarm_name']}`),
    reads: calls('cloudwatch', 'DescribeAlarms ListTagsForResource'),
    writes: calls('cloudwatch', 'DeleteAlarms PutMetricAlarm TagResource UntagResource'),
  },
  {
    types: ['aws_cloudwatch_dashboard'],
    arn: (body) => `arn:aws:cloudwatch::${accountId}:dashboard/${body['dashboard_name']}`,
    reads: ['cloudwatch:GetDashboard'],
    writes: calls('cloudwatch', 'DeleteDashboards PutDashboard'),
  },
  {
    types: ['aws_dynamodb_table'],
    arn: (body) => here('dynamodb', `table/${body['name']}`),
    reads: calls('dynamodb', 'DescribeContinuousBackups DescribeTable DescribeTimeToLive ListTagsOfResource'),
    writes: [
      ...calls('dynamodb', 'CreateTable DeleteTable TagResource UntagResource UpdateContinuousBackups UpdateTable'),
      'dynamodb:UpdateTimeToLive',
    ],
  },
  {
    types: ['aws_sqs_queue', 'aws_sqs_queue_policy', 'aws_sqs_queue_redrive_allow_policy'],
    arn: (body) => here('sqs', String(body['name'])),
    reads: calls('sqs', 'GetQueueAttributes GetQueueUrl ListQueueTags'),
    writes: calls('sqs', 'CreateQueue DeleteQueue SetQueueAttributes TagQueue UntagQueue'),
  },
  {
    types: ['aws_scheduler_schedule'],
    arn: (body) => here('scheduler', `schedule/default/${body['name']}`),
    reads: ['scheduler:GetSchedule'],
    writes: calls('scheduler', 'CreateSchedule DeleteSchedule UpdateSchedule'),
  },
  {
    types: ['aws_ssm_parameter'],
    arn: (body) => here('ssm', `parameter${body['name']}`),
    reads: calls('ssm', 'GetParameter ListTagsForResource'),
    writes: calls('ssm', 'AddTagsToResource DeleteParameter PutParameter RemoveTagsFromResource'),
  },
  { types: ['aws_ssm_parameter'], arn: () => '*', reads: ['ssm:DescribeParameters'], writes: [] },
  {
    types: ['aws_sns_topic', 'aws_sns_topic_policy', 'aws_sns_topic_subscription'],
    arn: (body) => here('sns', String(body['name'])),
    reads: calls('sns', 'GetTopicAttributes ListSubscriptionsByTopic ListTagsForResource'),
    writes: calls('sns', 'CreateTopic DeleteTopic SetTopicAttributes Subscribe TagResource UntagResource'),
  },
  {
    types: ['aws_sns_topic_subscription'],
    arn: () => '*',
    reads: ['sns:GetSubscriptionAttributes'],
    writes: calls('sns', 'SetSubscriptionAttributes Unsubscribe'),
  },
  {
    types: ['aws_budgets_budget'],
    arn: (body) => `arn:aws:budgets::${accountId}:budget/${body['name']}`,
    reads: calls('budgets', 'ListTagsForResource ViewBudget'),
    writes: calls('budgets', 'ModifyBudget TagResource UntagResource'),
  },
];

type Json = Readonly<Record<string, unknown>>;

const root = join(__dirname, '../../../..');
const folder = join(root, 'infra/delivery-roles');
const region = 'eu-central-1';
const stacks = ['alerts', ...services];

/** Fills a document as the instructions say. */
function readDocument(name: string, stage: string, stack: string): Json {
  const values: Readonly<Record<string, string>> = {
    ...{ ACCOUNT_ID: accountId, REGION: region, STAGE: stage, STACK: stack, STATE_BUCKET: 'state' },
    ...{ OWNER: 'octo-org', NAME: 'octo-repo', OWNER_ID: '1234', REPOSITORY_ID: '5678' },
  };
  const read = (file: string): string =>
    readFileSync(join(folder, file), 'utf8').replace(/<(\w+)>/g, (all, key: string) => values[key] ?? all);
  const further = (JSON.parse(read('further-resources.json')) as Record<string, readonly string[]>)[stack] ?? [];
  return JSON.parse(read(name), (_key, value: unknown) =>
    Array.isArray(value) && value.includes('<FURTHER>')
      ? [...value.filter((item) => item !== '<FURTHER>'), ...further]
      : value,
  );
}

const conditionKeys = new Set(['lambda:functionarn', 'iam:passedtoservice', 's3:prefix']);

/** @param role - `preview`, `plan`, or the name of the stack that it applies. */
function roleOf(stage: string, role: string) {
  const files = stacks.includes(role)
    ? ['apply-policy.json', ...[`${role}-policy.json`].filter((file) => existsSync(join(folder, file)))]
    : [`${role}-policy.json`];
  const identity = files.flatMap((file) =>
    parsePolicy(readDocument(file, stage, role), { kind: 'identity', where: file, conditionKeys }),
  );
  const arn = `role/github-pulso-${stage}-${role}`;
  const principal = {
    type: 'role',
    accountId,
    roleArn: `arn:aws:iam::${accountId}:${arn}`,
    sessionArn: `arn:aws:sts::${accountId}:assumed-${arn}/run`,
  } as const;
  return (action: string, resource: string, context: RequestContext = {}): boolean =>
    decide({ principal, action, resource, context }, { identity, resource: [] }).allowed;
}

interface Call {
  readonly stack: string;
  readonly kind: 'read' | 'write';
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
}

/** Terraform's calls for a stack, and the types that the table of calls does not have. */
function readStack(stage: string, text: string) {
  const file = JSON.parse(text) as {
    readonly resource: Readonly<Record<string, Readonly<Record<string, Json>>>>;
    readonly provider: { readonly aws: [{ readonly default_tags: [{ readonly tags: { readonly service: string } }] }] };
  };
  const stack = file.provider.aws[0].default_tags[0].tags.service;
  const context: RequestContext = {
    'lambda:functionarn': `arn:aws:lambda:${region}:${accountId}:function:pulso-${stage}-${stack}`,
    'iam:passedtoservice': 'lambda.amazonaws.com',
  };
  const calls = callsOfResources.flatMap(({ types: [type = ''], arn, reads, writes }): Call[] =>
    Object.values(file.resource[type] ?? {}).flatMap((body) => [
      ...reads.map((action) => ({ stack, kind: 'read' as const, action, resource: arn(body), context })),
      ...writes.map((action) => ({ stack, kind: 'write' as const, action, resource: arn(body), context })),
    ]),
  );
  const known = callsOfResources.flatMap(({ types }) => types);
  return { stack, calls, unknown: Object.keys(file.resource).filter((type) => !known.includes(type)) };
}

describe.each([
  ['as shipped', prodAsShipped],
  ['with mails and webhooks', knownStages.local],
])('the delivery roles of a stage %s', (_case, settings) => {
  const { stage } = settings;
  const synthesized = synthesizeStacks(settings).map(({ text }) => readStack(stage, text));
  const calls = synthesized.flatMap((one) => one.calls);

  it('know the calls of every resource of every stack', () => {
    expect(synthesized.map(({ stack }) => stack).sort()).toEqual([...stacks].sort());
    expect(synthesized.flatMap(({ unknown }) => unknown)).toEqual([]);
    expect(Object.keys(JSON.parse(readFileSync(join(folder, 'further-resources.json'), 'utf8'))).sort()).toEqual(
      [...stacks].sort(),
    );
  });

  /** The chosen calls that a role may make. */
  const allowed = (role: string, isChosen: (call: Call) => boolean): string[] => {
    const may = roleOf(stage, role);
    return calls
      .filter((call) => isChosen(call) && may(call.action, call.resource, call.context))
      .map(({ stack, action, resource }) => `${stack}: ${action} ${resource}`);
  };

  it.each(stacks)('let an apply of %s read and write its own, and write nothing of another stack', (stack) => {
    const own = calls.filter((call) => call.stack === stack);

    expect(allowed(stack, (call) => call.stack === stack)).toHaveLength(own.length);
    expect(allowed(stack, (call) => call.stack !== stack && call.kind === 'write')).toEqual([]);
  });

  it('let a plan read everything and write nothing, and a preview do neither', () => {
    expect(allowed('plan', ({ kind }) => kind === 'read')).toHaveLength(
      calls.filter(({ kind }) => kind === 'read').length,
    );
    expect(allowed('plan', ({ kind }) => kind === 'write')).toEqual([]);
    expect(allowed('preview', () => true)).toEqual([]);
  });

  it('let every role read the state, and only an apply of the stack write and lock it', () => {
    for (const role of ['preview', 'plan', ...stacks]) {
      const may = roleOf(stage, role);
      for (const stack of stacks) {
        const key = `pulso/${stage}/${stack}.tfstate`;
        const object = `arn:aws:s3:::state/${key}`;
        const isOwn = role === stack;

        expect(may('s3:ListBucket', 'arn:aws:s3:::state', { 's3:prefix': key })).toBe(isOwn || !stacks.includes(role));
        expect(may('s3:GetObject', object)).toBe(isOwn || !stacks.includes(role));
        expect(may('s3:PutObject', object)).toBe(isOwn);
        expect(may('s3:PutObject', `${object}.tflock`)).toBe(isOwn);
        expect(may('s3:DeleteObject', `${object}.tflock`)).toBe(isOwn);
        expect(may('s3:DeleteObject', object)).toBe(false);
      }
    }
  });

  it.each([
    ['another stage', 'lambda:UpdateFunctionCode', `arn:aws:lambda:${region}:${accountId}:function:pulso-other-bot`],
    ['other systems', 'dynamodb:DeleteTable', `arn:aws:dynamodb:${region}:${accountId}:table/orders`],
    ['their own roles', 'iam:PutRolePolicy', `arn:aws:iam::${accountId}:role/github-pulso-${stage}-apply-bot`],
    ['managed policies', 'iam:AttachRolePolicy', `arn:aws:iam::${accountId}:role/pulso-${stage}-bot`],
    ['items of tables', 'dynamodb:GetItem', `arn:aws:dynamodb:${region}:${accountId}:table/pulso-${stage}-users`],
    ['messages', 'sqs:ReceiveMessage', `arn:aws:sqs:${region}:${accountId}:pulso-${stage}-query-jobs`],
    [
      'calls of functions',
      'lambda:InvokeFunction',
      `arn:aws:lambda:${region}:${accountId}:function:pulso-${stage}-bot`,
    ],
  ])('leave %s to others', (_, action, resource) => {
    expect(['preview', 'plan', ...stacks].filter((role) => roleOf(stage, role)(action, resource))).toEqual([]);
  });

  it('pass roles only to Lambda and the Scheduler', () => {
    const passes = (service: string) =>
      roleOf(stage, 'bot')('iam:PassRole', `arn:aws:iam::${accountId}:role/pulso-${stage}-bot`, {
        'iam:passedtoservice': `${service}.amazonaws.com`,
      });

    expect(['lambda', 'scheduler', 'ec2'].filter(passes)).toEqual(['lambda', 'scheduler']);
  });
});

describe('the trust of the delivery roles', () => {
  const prefix = 'token.actions.githubusercontent.com:';
  const workflow = (name: string) => `octo-org/octo-repo/.github/workflows/${name}.yml@refs/heads/main`;

  it.each([
    ['preview', 'prod-preview', {}],
    ['plan', 'prod-plan', { ref: 'refs/heads/main', job_workflow_ref: workflow('plan') }],
    ['apply', 'prod-bot', { ref: 'refs/heads/main', job_workflow_ref: workflow('deploy-stack') }],
  ])('of %s covers this repository, its environment and a workflow of main', (role, environment, further) => {
    const claims = {
      ...{ aud: 'sts.amazonaws.com', repository_id: '5678' },
      sub: [
        `repo:octo-org/octo-repo:environment:${environment}`,
        `repo:octo-org@1234/octo-repo@5678:environment:${environment}`,
      ],
      ...further,
    };

    expect(readDocument(`${role}-trust.json`, 'prod', 'bot')['Statement']).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: `arn:aws:iam::${accountId}:oidc-provider/token.actions.githubusercontent.com` },
        Condition: {
          StringEquals: Object.fromEntries(Object.entries(claims).map(([key, value]) => [`${prefix}${key}`, value])),
        },
      },
    ]);
  });
});

describe('the documents of the delivery roles', () => {
  it('have the placeholders that the set-up fills', () => {
    const placeholders = (text: string) => [...new Set(text.match(/<[A-Z_]+>/g))].sort();
    const documents = readdirSync(folder).filter((file) => file.endsWith('.json'));
    const texts = documents.map((file) => readFileSync(join(folder, file), 'utf8'));

    expect(placeholders(texts.join())).toEqual(placeholders(readFileSync(join(folder, 'set-up.sh'), 'utf8')));
  });

  it.each(stacks)('fit into the policies of one role: %s', (stack) => {
    const files = ['apply-policy.json', `${stack}-policy.json`].filter((file) => existsSync(join(folder, file)));
    const text = files.map((file) => JSON.stringify(readDocument(file, 'prod', stack))).join('');

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    expect(text.length).toBeLessThan(10_240);
  });
});
