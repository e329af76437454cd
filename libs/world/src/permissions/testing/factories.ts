import { type AccessRequest } from '../decide';
import { parsePolicy, type PolicyKind, type Statement } from '../parse-policy';

export const account = '111122223333';
export const jobsArn = `arn:aws:sqs:eu-central-1:${account}:jobs`;

export const allow = (overrides: object = {}) => ({
  Effect: 'Allow',
  Action: 'sqs:SendMessage',
  Resource: jobsArn,
  ...overrides,
});

export const parse = (statements: readonly object[], kind: PolicyKind = 'identity'): Statement[] =>
  parsePolicy(
    { Version: '2012-10-17', Statement: statements },
    { kind, where: 'role worker', conditionKeys: new Set(['aws:sourceaccount', 'aws:sourcearn', 'k']) },
  );

export const request = (overrides: Partial<AccessRequest> = {}): AccessRequest => ({
  principal: {
    type: 'role',
    roleArn: `arn:aws:iam::${account}:role/worker`,
    sessionArn: `arn:aws:sts::${account}:assumed-role/worker/worker`,
  },
  action: 'sqs:SendMessage',
  resource: jobsArn,
  context: {},
  ...overrides,
});
