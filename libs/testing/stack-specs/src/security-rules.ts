/** The arguments of one resource, as synthesized. */
export type Body = Readonly<Record<string, unknown>>;

/** One rule of a scanner, as that scanner decides it. */
export interface Rule {
  /** `CKV_...` and `CKV2_...` are Checkov's, `AWS-...` are Trivy's. */
  readonly ids: string;
  /** What it asks; README.md uses the same words for rules that the stacks break. */
  readonly asks: string;
  /** The resource type that it looks at; `provider` for the provider's own arguments. */
  readonly type: string;
  readonly isBroken: (body: Body) => boolean;
  /** Makes any resource of the type break the rule. Absent: the stacks break it, which is accepted. */
  readonly broken?: Body;
}

/** An argument, or by dots one of a nested block: in synthesized JSON an object or a list of one. */
function argumentOf(body: Body, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    const block: unknown = Array.isArray(value) ? value[0] : value;
    return typeof block === 'object' && block !== null ? (block as Body)[name] : undefined;
  }, body);
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

type RuleOf = (type: string) => Rule;

/** The argument has one of these values. */
const demands =
  (ids: string, asks: string, path: string, ...values: readonly unknown[]): RuleOf =>
  (type) => ({
    ...{ ids, asks, type, broken: { [path.split('.')[0] ?? '']: undefined } },
    isBroken: (body) => !values.includes(argumentOf(body, path)),
  });

/** The argument does not have this value. */
const forbids =
  (ids: string, asks: string, argument: string, value: unknown): RuleOf =>
  (type) => ({
    ...{ ids, asks, type, broken: { [argument]: value } },
    isBroken: (body) => body[argument] === value,
  });

/** The argument is set; the stacks leave it out. */
const misses =
  (ids: string, asks: string, path: string): RuleOf =>
  (type) => ({ ids, asks, type, isBroken: (body) => (argumentOf(body, path) ?? '') === '' });

const rule =
  (ids: string, asks: string, isBroken: Rule['isBroken'], broken?: Body): RuleOf =>
  (type) => ({ ids, asks, type, isBroken, ...(broken && { broken }) });

const variablesOf = (body: Body): readonly unknown[] =>
  Object.values((argumentOf(body, 'environment.variables') ?? {}) as Body);

/** Keys of AWS, tokens of bots and private keys; Checkov knows further forms that these stacks could not have. */
const secret = /\b(AKIA|ASIA)[0-9A-Z]{16}\b|\b\d{8,12}:[\w-]{35}(?![\w-])|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** Runtimes that AWS no longer maintains. @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
const deprecated = /^(nodejs(\d|1[0-9]|20)\.x|nodejs|python(2\.7|3\.[6-9])|ruby2\.\d|java8|go1\.x|dotnet.*|provided)$/;

/** A policy with a statement that everybody, or every principal of an account, may use. */
const isOpen = ({ policy }: Body): boolean =>
  /"Principal":("\*"|\{"AWS":\[?"(\*|(arn:aws:iam::)?\d{12}))/.test(String(policy));

const isForAllActions = ({ policy }: Body): boolean =>
  /"(\*|sqs:\*)"/i.test(/"Action":(\[[^\]]*\]|"[^"]*")/.exec(String(policy))?.[1] ?? '');

const openPolicy = (Action: string): Body => ({
  policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: [Action], Resource: '*' }] }),
});

const isOpenToPages = (body: Body): boolean =>
  ['cors.allow_origins', 'cors.allow_methods'].every((path) => [argumentOf(body, path)].flat().includes('*'));

const isForAnySource = ({ principal, source_arn: arn }: Body): boolean =>
  String(principal).endsWith('.amazonaws.com') && !isText(arn);

const isUnencrypted = (body: Body): boolean =>
  body['sqs_managed_sse_enabled'] !== true && !isText(body['kms_master_key_id']);

const hasSecret = (body: Body): boolean => variablesOf(body).some((value) => secret.test(String(value)));

const rulesByType: Readonly<Record<string, readonly RuleOf[]>> = {
  aws_lambda_function: [
    rule('CKV_AWS_45', 'no secret in the environment of a function', hasSecret, {
      environment: { variables: { KEY: 'AKIAIOSFODNN7EXAMPLE' } },
    }),
    demands('CKV_AWS_50', 'functions say whether they are traced', 'tracing_config.mode', 'Active', 'PassThrough'),
    demands('AWS-0066', 'functions are traced', 'tracing_config.mode', 'Active'),
    misses('CKV_AWS_115', 'functions have a limit of concurrency of their own', 'reserved_concurrent_executions'),
    misses('CKV_AWS_116', 'functions have a dead-letter queue', 'dead_letter_config.target_arn'),
    misses('CKV_AWS_117', 'functions stand in a VPC', 'vpc_config'),
    misses('CKV_AWS_173', "environments are encrypted with a customer's key", 'kms_key_arn'),
    misses('CKV_AWS_272', 'functions run signed code only', 'code_signing_config_arn'),
    rule('CKV_AWS_363', 'runtimes are maintained', ({ runtime }) => deprecated.test(String(runtime)), {
      runtime: 'nodejs16.x',
    }),
  ],
  aws_lambda_function_url: [
    forbids('CKV_AWS_258', 'function URLs authenticate their callers', 'authorization_type', 'NONE'),
    rule('CKV2_AWS_75', 'function URLs are open to no foreign web page', isOpenToPages, {
      cors: { allow_origins: ['*'], allow_methods: ['*'] },
    }),
  ],
  aws_lambda_permission: [
    forbids('CKV_AWS_301', 'functions are not public', 'principal', '*'),
    rule('CKV_AWS_364, AWS-0067', 'a service may call a function for one source alone', isForAnySource, {
      ...{ principal: 'events.amazonaws.com', source_arn: undefined },
    }),
  ],
  aws_sqs_queue: [
    rule('CKV_AWS_27, AWS-0096', 'queues are encrypted', isUnencrypted, { sqs_managed_sse_enabled: false }),
    forbids('CKV2_AWS_73, AWS-0135', 'queues do not use the key aws/sqs', 'kms_master_key_id', 'alias/aws/sqs'),
    rule('CKV_AWS_168', 'no queue policy is open to everybody', isOpen, openPolicy('sqs:SendMessage')),
    rule('AWS-0097', 'no queue policy allows every action', isForAllActions, openPolicy('sqs:*')),
  ],
  aws_dynamodb_table: [
    demands(
      'CKV_AWS_28, AWS-0024',
      'tables can be restored to a point in time',
      'point_in_time_recovery.enabled',
      true,
    ),
    misses('CKV_AWS_119, AWS-0025', "tables are encrypted with a customer's key", 'server_side_encryption.kms_key_arn'),
    demands('CKV2_AWS_16', 'tables scale by themselves', 'billing_mode', 'PAY_PER_REQUEST'),
  ],
  aws_cloudwatch_log_group: [
    forbids('CKV_AWS_66', 'log groups say how long they keep logs', 'retention_in_days', undefined),
    misses('CKV_AWS_158, AWS-0017', "log groups are encrypted with a customer's key", 'kms_key_id'),
    rule(
      'CKV_AWS_338',
      'log groups keep logs for a year',
      ({ retention_in_days: days }) => days !== 0 && Number(days ?? 1) < 365,
    ),
  ],
  aws_ssm_parameter: [
    demands('CKV2_AWS_34', 'parameters are encrypted', 'type', 'SecureString'),
    misses('CKV_AWS_337', "parameters are encrypted with a customer's key", 'key_id'),
  ],
  aws_scheduler_schedule: [misses('CKV_AWS_297', "schedules are encrypted with a customer's key", 'kms_key_arn')],
  aws_cloudwatch_metric_alarm: [forbids('CKV_AWS_319', 'alarms may act', 'actions_enabled', false)],
  aws_sns_topic: [
    misses('CKV_AWS_26, AWS-0095', 'topics are encrypted', 'kms_master_key_id'),
    forbids('AWS-0136', 'topics do not use the key aws/sns', 'kms_master_key_id', 'alias/aws/sns'),
  ],
  aws_sns_topic_policy: [
    rule('CKV_AWS_169', 'no topic policy is open to everybody', isOpen, openPolicy('sns:Publish')),
    rule('CKV_AWS_385', 'no topic policy is open to other accounts', isOpen, openPolicy('sns:Publish')),
  ],
  provider: [
    rule(
      'CKV_AWS_41',
      'no key of an account stands in the stack',
      (body) => isText(body['access_key']) || isText(body['secret_key']),
      { access_key: 'AKIAIOSFODNN7EXAMPLE' },
    ),
  ],
};

/** Every rule of Checkov and Trivy for a resource type of the stacks, except roles and their policies. */
export const resourceRules: readonly Rule[] = Object.entries(rulesByType).flatMap(([type, rules]) =>
  rules.map((of) => of(type)),
);

/** Types for which neither scanner has a rule, looked up when a stack began to use them. */
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
