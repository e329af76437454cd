import { parsePolicy } from '../document/parse-policy';
import { type PolicyKind, type Statement } from '../document/policy';
import { type AccessRequest } from '../evaluation/decide';
import { type Principal } from '../evaluation/principal';

export const account = '111122223333';

/** The keys that the specs' requests may carry. */
const conditionKeys = new Set(['aws:sourceaccount', 'aws:sourcearn', 'aws:currenttime', 'aws:tagkeys', 'k']);

export const parse = (statements: object | readonly object[], kind: PolicyKind = 'identity'): Statement[] =>
  // As JSON: a member that is undefined is not there.
  parsePolicy(JSON.parse(JSON.stringify({ Version: '2012-10-17', Statement: statements })), {
    kind,
    where: 'role worker',
    conditionKeys,
  });

export const worker: Principal = {
  type: 'role',
  roleArn: `arn:aws:iam::${account}:role/worker`,
  sessionArn: `arn:aws:sts::${account}:assumed-role/worker/worker`,
  accountId: account,
};

export const jobsArn = `arn:aws:sqs:eu-central-1:${account}:jobs`;

export const request = (overrides: Partial<AccessRequest> = {}): AccessRequest => ({
  principal: worker,
  action: 'sqs:SendMessage',
  resource: jobsArn,
  context: {},
  ...overrides,
});
