import { AwsError } from '../../service';
import { type EngineQueue } from '../fauxqs-engine';
import { policyOf } from './policy-document';

/**
 * Takes the statement with a label out of a queue's policy, also one that AddPermission did not write.
 *
 * @returns The queue's new policy, for SetQueueAttributes; empty when no statement is left.
 * @throws {AwsError} InvalidParameterValue: no statement has that label. Not retryable.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_RemovePermission.html
 */
export function withoutPermission(queue: EngineQueue, label: string): string {
  const policy = policyOf(queue);
  const left = policy.Statement.filter(({ Sid }) => Sid !== label);
  if (left.length === policy.Statement.length) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value ${label.slice(0, 80)} for parameter Label is invalid. Reason: can't find label on existing policy.`,
    );
  }
  return left.length === 0 ? '' : JSON.stringify({ ...policy, Statement: left });
}
