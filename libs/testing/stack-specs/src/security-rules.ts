/** The arguments of one resource, as synthesized. */
export type Body = Readonly<Record<string, unknown>>;

/** One rule of a scanner, as that scanner decides it. */
export interface Rule {
  /** As the table of docs/security.md has them: `CKV_...` and `CKV2_...` are Checkov's, `AWS-...` are Trivy's. */
  readonly ids: string;
  /** What it asks, as the table says it. */
  readonly asks: string;
  /** The resource type that it looks at; `provider` for the provider's own arguments. */
  readonly type: string;
  readonly isBroken: (body: Body) => boolean;
  /** Makes any resource of the type break the rule. Absent: the stacks break it, which is accepted. */
  readonly broken?: Body;
}

/** A nested block, which synthesized JSON has as an object or as a list of one. */
function blockOf(body: Body, name: string): Body {
  const value = body[name];
  const block: unknown = Array.isArray(value) ? value[0] : value;
  return (typeof block === 'object' && block !== null ? block : {}) as Body;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const lacks =
  (argument: string) =>
  (body: Body): boolean =>
    !isText(body[argument]);

const variablesOf = (body: Body): readonly unknown[] =>
  Object.values(blockOf(blockOf(body, 'environment'), 'variables'));

/** Keys of AWS, tokens of bots and private keys; Checkov knows further forms that these stacks could not have. */
const secret = /\b(AKIA|ASIA)[0-9A-Z]{16}\b|\b\d{8,12}:[\w-]{35}(?![\w-])|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** Runtimes that AWS no longer maintains. @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
const deprecated = /^(nodejs(\d|1[0-9]|20)\.x|nodejs|python(2\.7|3\.[6-9])|ruby2\.\d|java8|go1\.x|dotnet.*|provided)$/;

/** A statement that everybody, or every principal of an account, may use. */
const isOpen = /"Principal":("\*"|\{"AWS":\[?"(\*|(arn:aws:iam::)?\d{12}))/;

const openPolicy = (Action: string): Body => ({
  policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: [Action], Resource: '*' }] }),
});

const rulesOf = (type: string, rules: readonly Omit<Rule, 'type'>[]): Rule[] =>
  rules.map((rule) => ({ ...rule, type }));

const functionRules = rulesOf('aws_lambda_function', [
  {
    ids: 'CKV_AWS_45',
    asks: 'no secret in the environment of a function',
    isBroken: (body) => variablesOf(body).some((value) => secret.test(String(value))),
    broken: { environment: { variables: { KEY: 'AKIAIOSFODNN7EXAMPLE' } } },
  },
  {
    ids: 'CKV_AWS_50',
    asks: 'functions say whether they are traced',
    isBroken: (body) => !['Active', 'PassThrough'].includes(String(blockOf(body, 'tracing_config')['mode'])),
    broken: { tracing_config: undefined },
  },
  {
    ids: 'AWS-0066',
    asks: 'functions are traced',
    isBroken: (body) => blockOf(body, 'tracing_config')['mode'] !== 'Active',
    broken: { tracing_config: { mode: 'PassThrough' } },
  },
  {
    ids: 'CKV_AWS_115',
    asks: 'functions have a limit of concurrency of their own',
    isBroken: (body) => body['reserved_concurrent_executions'] === undefined,
  },
  {
    ids: 'CKV_AWS_116',
    asks: 'functions have a dead-letter queue',
    isBroken: (body) => !isText(blockOf(body, 'dead_letter_config')['target_arn']),
  },
  { ids: 'CKV_AWS_117', asks: 'functions stand in a VPC', isBroken: (body) => body['vpc_config'] === undefined },
  {
    ids: 'CKV_AWS_173',
    asks: "environments are encrypted with a customer's key",
    isBroken: (body) => variablesOf(body).length > 0 && !isText(body['kms_key_arn']),
  },
  { ids: 'CKV_AWS_272', asks: 'functions run signed code only', isBroken: lacks('code_signing_config_arn') },
  {
    ids: 'CKV_AWS_363',
    asks: 'runtimes are maintained',
    isBroken: (body) => deprecated.test(String(body['runtime'])),
    broken: { runtime: 'nodejs16.x' },
  },
]);

const callerRules = [
  ...rulesOf('aws_lambda_function_url', [
    {
      ids: 'CKV_AWS_258',
      asks: 'function URLs authenticate their callers',
      isBroken: (body) => body['authorization_type'] === 'NONE',
    },
    {
      ids: 'CKV2_AWS_75',
      asks: 'function URLs are open to no foreign web page',
      isBroken: (body) =>
        ['allow_origins', 'allow_methods'].every((name) => [blockOf(body, 'cors')[name]].flat().includes('*')),
      broken: { cors: { allow_origins: ['*'], allow_methods: ['*'] } },
    },
  ]),
  ...rulesOf('aws_lambda_permission', [
    { ids: 'CKV_AWS_301', asks: 'functions are not public', isBroken: ({ principal }) => principal === '*' },
    {
      ids: 'CKV_AWS_364, AWS-0067',
      asks: 'a service may call a function for one source alone',
      isBroken: (body) => String(body['principal']).endsWith('.amazonaws.com') && !isText(body['source_arn']),
      broken: { principal: 'events.amazonaws.com', source_arn: undefined },
    },
  ]),
];

const queueRules = rulesOf('aws_sqs_queue', [
  {
    ids: 'CKV_AWS_27, AWS-0096',
    asks: 'queues are encrypted',
    isBroken: (body) => body['sqs_managed_sse_enabled'] !== true && !isText(body['kms_master_key_id']),
    broken: { sqs_managed_sse_enabled: false },
  },
  {
    ids: 'CKV2_AWS_73, AWS-0135',
    asks: 'queues do not use the key aws/sqs',
    isBroken: (body) => body['kms_master_key_id'] === 'alias/aws/sqs',
    broken: { kms_master_key_id: 'alias/aws/sqs' },
  },
  {
    ids: 'CKV_AWS_168',
    asks: 'no queue policy is open to everybody',
    isBroken: ({ policy }) => isOpen.test(String(policy)),
    broken: openPolicy('sqs:SendMessage'),
  },
  {
    ids: 'AWS-0097',
    asks: 'no queue policy allows every action',
    isBroken: ({ policy }) => /"(\*|sqs:\*)"/i.test(/"Action":(\[[^\]]*\]|"[^"]*")/.exec(String(policy))?.[1] ?? ''),
    broken: openPolicy('sqs:*'),
  },
]);

const storeRules = [
  ...rulesOf('aws_dynamodb_table', [
    {
      ids: 'CKV_AWS_28, AWS-0024',
      asks: 'tables can be restored to a point in time',
      isBroken: (body) => blockOf(body, 'point_in_time_recovery')['enabled'] !== true,
      broken: { point_in_time_recovery: { enabled: false } },
    },
    {
      ids: 'CKV_AWS_119, AWS-0025',
      asks: "tables are encrypted with a customer's key",
      isBroken: (body) => !isText(blockOf(body, 'server_side_encryption')['kms_key_arn']),
    },
    {
      ids: 'CKV2_AWS_16',
      asks: 'tables scale by themselves',
      isBroken: (body) => body['billing_mode'] !== 'PAY_PER_REQUEST',
      broken: { billing_mode: 'PROVISIONED' },
    },
  ]),
  ...rulesOf('aws_cloudwatch_log_group', [
    {
      ids: 'CKV_AWS_66',
      asks: 'log groups say how long they keep logs',
      isBroken: (body) => body['retention_in_days'] === undefined,
      broken: { retention_in_days: undefined },
    },
    {
      ids: 'CKV_AWS_158, AWS-0017',
      asks: "log groups are encrypted with a customer's key",
      isBroken: lacks('kms_key_id'),
    },
    {
      ids: 'CKV_AWS_338',
      asks: 'log groups keep logs for a year',
      isBroken: ({ retention_in_days: days }) => days !== 0 && Number(days ?? 1) < 365,
    },
  ]),
  ...rulesOf('aws_ssm_parameter', [
    {
      ids: 'CKV2_AWS_34',
      asks: 'parameters are encrypted',
      isBroken: ({ type }) => type !== 'SecureString',
      broken: { type: 'String' },
    },
    { ids: 'CKV_AWS_337', asks: "parameters are encrypted with a customer's key", isBroken: lacks('key_id') },
  ]),
];

const signalRules = [
  ...rulesOf('aws_scheduler_schedule', [
    { ids: 'CKV_AWS_297', asks: "schedules are encrypted with a customer's key", isBroken: lacks('kms_key_arn') },
  ]),
  ...rulesOf('aws_cloudwatch_metric_alarm', [
    {
      ids: 'CKV_AWS_319',
      asks: 'alarms may act',
      isBroken: (body) => body['actions_enabled'] === false,
      broken: { actions_enabled: false },
    },
  ]),
  ...rulesOf('aws_sns_topic', [
    { ids: 'CKV_AWS_26, AWS-0095', asks: 'topics are encrypted', isBroken: lacks('kms_master_key_id') },
    {
      ids: 'AWS-0136',
      asks: 'topics do not use the key aws/sns',
      isBroken: (body) => body['kms_master_key_id'] === 'alias/aws/sns',
      broken: { kms_master_key_id: 'alias/aws/sns' },
    },
  ]),
  ...rulesOf('aws_sns_topic_policy', [
    {
      ids: 'CKV_AWS_169',
      asks: 'no topic policy is open to everybody',
      isBroken: ({ policy }) => isOpen.test(String(policy)),
      broken: openPolicy('sns:Publish'),
    },
    {
      ids: 'CKV_AWS_385',
      asks: 'no topic policy is open to other accounts',
      isBroken: ({ policy }) => isOpen.test(String(policy)),
      broken: openPolicy('sns:Publish'),
    },
  ]),
  ...rulesOf('provider', [
    {
      ids: 'CKV_AWS_41',
      asks: 'no key of an account stands in the stack',
      isBroken: (body) => isText(body['access_key']) || isText(body['secret_key']),
      broken: { access_key: 'AKIAIOSFODNN7EXAMPLE' },
    },
  ]),
];

/** Every rule of Checkov and Trivy that applies to a resource type of the stacks, but for roles and their policies. */
export const resourceRules: readonly Rule[] = [
  ...functionRules,
  ...callerRules,
  ...queueRules,
  ...storeRules,
  ...signalRules,
];

/** Types about which neither scanner has a rule, looked up when a stack began to use them. */
export const typesWithoutRules: readonly string[] = [
  'aws_budgets_budget',
  'aws_cloudwatch_composite_alarm',
  'aws_cloudwatch_dashboard',
  'aws_cloudwatch_log_metric_filter',
  'aws_cloudwatch_query_definition',
  'aws_lambda_event_source_mapping',
  'aws_lambda_function_event_invoke_config',
  'aws_lambda_function_recursion_config',
  'aws_sns_topic_subscription',
  'aws_sqs_queue_redrive_allow_policy',
];
