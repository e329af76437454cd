import { type Rule, isText } from './rule';

const topic = 'aws_sns_topic';
const topicPolicy = 'aws_sns_topic_policy';

const policyFor = (Principal: unknown): string =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Principal, Action: 'sns:Publish', Resource: '*' }] });

/** What scanners ask of what tells the operator, and of the provider. */
export const signalRules: readonly Rule[] = [
  {
    id: 'CKV_AWS_41',
    asks: 'no key of an account stands in the stack',
    type: 'provider',
    isBroken: (body) => isText(body['access_key']) || isText(body['secret_key']),
    broken: { access_key: 'AKIAIOSFODNN7EXAMPLE' },
    kept: { access_key: undefined },
  },
  {
    id: 'CKV_AWS_319',
    asks: 'alarms may act',
    type: 'aws_cloudwatch_metric_alarm',
    isBroken: (body) => body['actions_enabled'] === false,
    broken: { actions_enabled: false },
    kept: { actions_enabled: true },
  },
  ...['CKV_AWS_26', 'AWS-0095'].map((id): Rule => ({
    id,
    asks: 'topics are encrypted',
    type: topic,
    isBroken: (body) => !isText(body['kms_master_key_id']),
    broken: { kms_master_key_id: undefined },
    kept: { kms_master_key_id: 'arn:aws:kms:eu-central-1:210987654321:key/a' },
  })),
  {
    id: 'AWS-0136',
    asks: 'topics do not use the key aws/sns',
    type: topic,
    isBroken: (body) => body['kms_master_key_id'] === 'alias/aws/sns',
    broken: { kms_master_key_id: 'alias/aws/sns' },
    kept: { kms_master_key_id: undefined },
  },
  {
    id: 'CKV_AWS_169',
    asks: 'no topic policy is open to everybody',
    type: topicPolicy,
    isBroken: (body) => /"Principal":("\*"|\{"AWS":(\["\*"\]|"\*")\})/.test(String(body['policy'])),
    broken: { policy: policyFor('*') },
    kept: { policy: policyFor({ Service: 'cloudwatch.amazonaws.com' }) },
  },
  {
    id: 'CKV_AWS_385',
    asks: 'no topic policy is open to other accounts',
    type: topicPolicy,
    isBroken: (body) => /"Principal":(\{"AWS":)?\[?"(arn:aws:iam::)?(\d{12}|\*)/.test(String(body['policy'])),
    broken: { policy: policyFor({ AWS: 'arn:aws:iam::210987654321:root' }) },
    kept: { policy: policyFor({ Service: 'cloudwatch.amazonaws.com' }) },
  },
];
