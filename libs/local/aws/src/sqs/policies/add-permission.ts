import { sqsApi } from '../../api/sqs-api';
import { AwsError } from '../../service';
import { invalidValue } from '../guards';
import { type EngineQueue } from '../fauxqs-engine';
import { type SqsInput } from '../input-schemas';
import { maxActionsPerStatement } from './check-policy';
import { policyOf } from './policy-document';

/** What only the owner of a queue may do, and so can't be given away with AddPermission. */
const ownerActions: readonly string[] = [
  'AddPermission',
  'CancelMessageMoveTask',
  'CreateQueue',
  'DeleteQueue',
  'ListMessageMoveTasks',
  'ListQueues',
  'ListQueueTags',
  'RemovePermission',
  'SetQueueAttributes',
  'StartMessageMoveTask',
  'TagQueue',
  'UntagQueue',
];

/**
 * Writes a statement that allows other accounts something into a queue's policy.
 *
 * That the accounts exist is not checked. The texts of the refusals are those that other emulators give (unverified).
 *
 * @returns The queue's new policy, for SetQueueAttributes.
 * @throws {AwsError} InvalidParameterValue, MissingParameter; OverLimit: more than seven actions. Not retryable.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html
 */
export function withPermission(queue: EngineQueue, input: SqsInput<'AddPermission'>): string {
  const { Label: label, AWSAccountIds: accounts, Actions: actions } = input;
  checkActions(actions);
  checkAccounts(accounts);
  if (!/^[A-Za-z0-9_-]{1,80}$/.test(label)) {
    throw invalidValue(
      `Value ${label.slice(0, 80)} for parameter Label is invalid. ` +
        'Reason: Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.',
    );
  }
  const policy = policyOf(queue);
  if (policy.Statement.some(({ Sid }) => Sid === label)) {
    throw invalidValue(`Value ${label} for parameter Label is invalid. Reason: Already exists.`);
  }
  const statement = {
    Sid: label,
    Effect: 'Allow',
    Principal: { AWS: oneOrMore(accounts.map((account) => `arn:aws:iam::${account}:root`)) },
    Action: oneOrMore(actions.map((action) => `SQS:${action}`)),
    Resource: queue.arn,
  };
  return JSON.stringify({ ...policy, Statement: [...policy.Statement, statement] });
}

function checkActions(actions: readonly string[]): void {
  if (actions.length === 0) throw new AwsError('MissingParameter', 'The request must contain the parameter Actions.');
  if (actions.length > maxActionsPerStatement) {
    throw new AwsError(
      'OverLimit',
      `${actions.length} Actions were found, maximum allowed is ${maxActionsPerStatement}.`,
      { status: 403 },
    );
  }
  const wrong = actions.find((action) => action !== '*' && !isGrantable(action));
  if (wrong === undefined) return;
  throw invalidValue(
    `Value SQS:${wrong.slice(0, 80)} for parameter ActionName is invalid. ` +
      'Reason: Only the queue owner is allowed to invoke this action.',
  );
}

function checkAccounts(accounts: readonly string[]): void {
  const wrong = accounts.find((account) => !/^\d{12}$/.test(account));
  if (accounts.length > 0 && wrong === undefined) return;
  const value = wrong === undefined ? '[]' : wrong.slice(0, 80);
  throw invalidValue(`Value ${value} for parameter PrincipalId is invalid. Reason: Unable to verify.`);
}

const isGrantable = (action: string): boolean =>
  Object.hasOwn(sqsApi.operations, action) && !action.endsWith('Batch') && !ownerActions.includes(action);

/** A list of one is written as the one, as AWS does. */
const oneOrMore = (texts: readonly string[]): readonly string[] | string =>
  texts.length === 1 ? (texts[0] ?? '') : texts;
