import { type Rule, blockOf, isText } from './rule';

const key = 'arn:aws:kms:eu-central-1:210987654321:key/a';
const queue = 'aws_sqs_queue';
const table = 'aws_dynamodb_table';
const logGroup = 'aws_cloudwatch_log_group';
const parameter = 'aws_ssm_parameter';

/** A statement of a resource policy that everybody may use, with every action. */
const openPolicy = JSON.stringify({
  Statement: [{ Effect: 'Allow', Principal: '*', Action: ['sqs:*'], Resource: '*' }],
});

interface Statement {
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action?: unknown;
}

function statementsOf(policy: unknown): readonly Statement[] {
  return isText(policy) ? (JSON.parse(policy) as { Statement: readonly Statement[] }).Statement : [];
}

const isOpen = ({ Effect, Principal }: Statement): boolean =>
  Effect === 'Allow' && /^"\*"$|"AWS":(\[[^\]]*)?"\*"/.test(JSON.stringify(Principal ?? ''));

/** What scanners ask of queues, tables, log groups, secrets and schedules, which hold or carry data. */
export const dataRules: readonly Rule[] = [
  ...['CKV_AWS_27', 'AWS-0096'].map((id): Rule => ({
    id,
    asks: 'queues are encrypted',
    type: queue,
    isBroken: (body) => body['sqs_managed_sse_enabled'] !== true && !isText(body['kms_master_key_id']),
    broken: { sqs_managed_sse_enabled: false },
    kept: { sqs_managed_sse_enabled: true },
  })),
  ...['CKV2_AWS_73', 'AWS-0135'].map((id): Rule => ({
    id,
    asks: 'queues do not use the key aws/sqs',
    type: queue,
    isBroken: (body) => body['kms_master_key_id'] === 'alias/aws/sqs',
    broken: { kms_master_key_id: 'alias/aws/sqs' },
    kept: { kms_master_key_id: key },
  })),
  {
    id: 'CKV_AWS_168',
    asks: 'no queue policy is open to everybody',
    type: queue,
    isBroken: (body) => statementsOf(body['policy']).some(isOpen),
    broken: { policy: openPolicy },
    kept: { policy: undefined },
  },
  {
    id: 'AWS-0097',
    asks: 'no queue policy allows every action',
    type: queue,
    isBroken: (body) =>
      statementsOf(body['policy']).some(
        ({ Effect, Action }) =>
          Effect === 'Allow' && [Action].flat().some((action) => /^(\*|sqs:\*)$/i.test(String(action))),
      ),
    broken: { policy: openPolicy },
    kept: { policy: undefined },
  },
  ...['CKV_AWS_28', 'AWS-0024'].map((id): Rule => ({
    id,
    asks: 'tables can be restored to a point in time',
    type: table,
    isBroken: (body) => blockOf(body, 'point_in_time_recovery')['enabled'] !== true,
    broken: { point_in_time_recovery: { enabled: false } },
    kept: { point_in_time_recovery: { enabled: true } },
  })),
  ...['CKV_AWS_119', 'AWS-0025'].map((id): Rule => ({
    id,
    asks: "tables are encrypted with a customer's key",
    type: table,
    isBroken: (body) => {
      const { enabled, kms_key_arn: arn } = blockOf(body, 'server_side_encryption');
      return enabled !== true || !isText(arn);
    },
    broken: { server_side_encryption: undefined },
    kept: { server_side_encryption: { enabled: true, kms_key_arn: key } },
  })),
  {
    id: 'CKV2_AWS_16',
    asks: 'tables scale by themselves',
    type: table,
    isBroken: (body) => body['billing_mode'] !== 'PAY_PER_REQUEST',
    broken: { billing_mode: 'PROVISIONED' },
    kept: { billing_mode: 'PAY_PER_REQUEST' },
  },
  {
    id: 'CKV_AWS_66',
    asks: 'log groups say how long they keep logs',
    type: logGroup,
    isBroken: (body) => body['retention_in_days'] === undefined,
    broken: { retention_in_days: undefined },
    kept: { retention_in_days: 90 },
  },
  ...['CKV_AWS_158', 'AWS-0017'].map((id): Rule => ({
    id,
    asks: "log groups are encrypted with a customer's key",
    type: logGroup,
    isBroken: (body) => !isText(body['kms_key_id']),
    broken: { kms_key_id: undefined },
    kept: { kms_key_id: key },
  })),
  {
    id: 'CKV_AWS_338',
    asks: 'log groups keep logs for a year',
    type: logGroup,
    isBroken: ({ retention_in_days: days }) => days !== 0 && Number(days ?? 1) < 365,
    broken: { retention_in_days: 90 },
    kept: { retention_in_days: 365 },
  },
  {
    id: 'CKV2_AWS_34',
    asks: 'parameters are encrypted',
    type: parameter,
    isBroken: ({ type }) => type !== 'SecureString',
    broken: { type: 'String' },
    kept: { type: 'SecureString' },
  },
  {
    id: 'CKV_AWS_337',
    asks: "parameters are encrypted with a customer's key",
    type: parameter,
    isBroken: (body) => body['type'] === 'SecureString' && !isText(body['key_id']),
    broken: { type: 'SecureString', key_id: undefined },
    kept: { key_id: key },
  },
  {
    id: 'CKV_AWS_297',
    asks: "schedules are encrypted with a customer's key",
    type: 'aws_scheduler_schedule',
    isBroken: (body) => !isText(body['kms_key_arn']),
    broken: { kms_key_arn: undefined },
    kept: { kms_key_arn: key },
  },
];
