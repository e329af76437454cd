import { type Body, type Rule, blockOf, isText } from './rule';

const variablesOf = (body: Body): readonly unknown[] =>
  Object.values(blockOf(blockOf(body, 'environment'), 'variables'));

/** Keys of AWS, tokens of bots and private keys; Checkov knows further forms that these stacks could not have. */
const secret = /\b(AKIA|ASIA)[0-9A-Z]{16}\b|\b\d{8,12}:[\w-]{35}(?![\w-])|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** Runtimes that AWS no longer maintains. @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
const deprecated = /^(nodejs(\d|1[0-9]|20)\.x|nodejs|python(2\.7|3\.[6-9])|ruby2\.\d|java8|go1\.x|dotnet.*|provided)$/;

const url = 'aws_lambda_function_url';
const permission = 'aws_lambda_permission';

/** What scanners ask of `aws_lambda_function` and what belongs to one. */
export const functionRules: readonly Rule[] = [
  {
    id: 'CKV_AWS_45',
    asks: 'no secret in the environment of a function',
    type: 'aws_lambda_function',
    isBroken: (body) => variablesOf(body).some((value) => secret.test(String(value))),
    broken: { environment: { variables: { KEY: 'AKIAIOSFODNN7EXAMPLE' } } },
    kept: { environment: { variables: { KEY_PARAMETER: '/pulso/prod/key' } } },
  },
  {
    id: 'CKV_AWS_50',
    asks: 'functions say whether they are traced',
    type: 'aws_lambda_function',
    isBroken: (body) => !['Active', 'PassThrough'].includes(String(blockOf(body, 'tracing_config')['mode'])),
    broken: { tracing_config: undefined },
    kept: { tracing_config: { mode: 'PassThrough' } },
  },
  {
    id: 'AWS-0066',
    asks: 'functions are traced',
    type: 'aws_lambda_function',
    isBroken: (body) => blockOf(body, 'tracing_config')['mode'] !== 'Active',
    broken: { tracing_config: { mode: 'PassThrough' } },
    kept: { tracing_config: { mode: 'Active' } },
  },
  {
    id: 'CKV_AWS_115',
    asks: 'functions have a limit of concurrency of their own',
    type: 'aws_lambda_function',
    isBroken: (body) => body['reserved_concurrent_executions'] === undefined,
    broken: { reserved_concurrent_executions: undefined },
    kept: { reserved_concurrent_executions: 5 },
  },
  {
    id: 'CKV_AWS_116',
    asks: 'functions have a dead-letter queue',
    type: 'aws_lambda_function',
    isBroken: (body) => !isText(blockOf(body, 'dead_letter_config')['target_arn']),
    broken: { dead_letter_config: undefined },
    kept: { dead_letter_config: { target_arn: 'arn:aws:sqs:eu-central-1:210987654321:dead' } },
  },
  {
    id: 'CKV_AWS_117',
    asks: 'functions stand in a VPC',
    type: 'aws_lambda_function',
    isBroken: (body) => body['vpc_config'] === undefined,
    broken: { vpc_config: undefined },
    kept: { vpc_config: { subnet_ids: ['subnet-1'], security_group_ids: ['sg-1'] } },
  },
  {
    id: 'CKV_AWS_173',
    asks: "environments are encrypted with a customer's key",
    type: 'aws_lambda_function',
    isBroken: (body) => variablesOf(body).length > 0 && !isText(body['kms_key_arn']),
    broken: { environment: { variables: { STAGE: 'prod' } }, kms_key_arn: undefined },
    kept: { kms_key_arn: 'arn:aws:kms:eu-central-1:210987654321:key/a' },
  },
  {
    id: 'CKV_AWS_272',
    asks: 'functions run signed code only',
    type: 'aws_lambda_function',
    isBroken: (body) => !isText(body['code_signing_config_arn']),
    broken: { code_signing_config_arn: undefined },
    kept: { code_signing_config_arn: 'arn:aws:lambda:eu-central-1:210987654321:code-signing-config:csc-1' },
  },
  {
    id: 'CKV_AWS_363',
    asks: 'runtimes are maintained',
    type: 'aws_lambda_function',
    isBroken: (body) => deprecated.test(String(body['runtime'])),
    broken: { runtime: 'nodejs16.x' },
    kept: { runtime: 'nodejs24.x' },
  },
  {
    id: 'CKV_AWS_258',
    asks: 'function URLs authenticate their callers',
    type: url,
    isBroken: (body) => body['authorization_type'] === 'NONE',
    broken: { authorization_type: 'NONE' },
    kept: { authorization_type: 'AWS_IAM' },
  },
  {
    id: 'CKV2_AWS_75',
    asks: 'function URLs are open to no foreign web page',
    type: url,
    isBroken: (body) => ['allow_origins', 'allow_methods'].every((name) => hasStar(blockOf(body, 'cors')[name])),
    broken: { cors: { allow_origins: ['*'], allow_methods: ['*'] } },
    kept: { cors: { allow_origins: ['https://example.com'], allow_methods: ['*'] } },
  },
  {
    id: 'CKV_AWS_301',
    asks: 'functions are not public',
    type: permission,
    isBroken: ({ principal }) => principal === '*',
    broken: { principal: '*' },
    kept: { principal: 'events.amazonaws.com' },
  },
  ...['CKV_AWS_364', 'AWS-0067'].map((id): Rule => ({
    id,
    asks: 'a service may call a function for one source alone',
    type: permission,
    isBroken: (body) =>
      String(body['principal']).endsWith('.amazonaws.com') &&
      !isText(body['source_arn']) &&
      !(id === 'CKV_AWS_364' && isText(body['source_account'])),
    broken: { principal: 'events.amazonaws.com' },
    kept: { principal: 'events.amazonaws.com', source_arn: 'arn:aws:events:eu-central-1:210987654321:rule/a' },
  })),
];

const hasStar = (list: unknown): boolean => Array.isArray(list) && list.includes('*');
