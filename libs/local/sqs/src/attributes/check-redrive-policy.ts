import { invalidValue, type SqsError } from '../errors';
import { type SqsState } from '../sqs-state';
import { jsonObjectIn } from './json-object-in';
import { allowsRedrive } from './redrive-allow-policy';

/**
 * Checks the value of a queue's attribute RedrivePolicy.
 *
 * @param policy - JSON.
 * @param arn - Of the queue, which need not exist yet.
 * @throws {SqsError} InvalidParameterValue: the dead-letter queue does not exist, or the count is not 1 to 1000, or the
 * dead-letter queue does not allow it (its text is unverified).
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export function checkRedrivePolicy(policy: string, arn: string, state: SqsState): void {
  const refuse = (reason: string): SqsError =>
    invalidValue(`Value ${policy} for parameter RedrivePolicy is invalid. Reason: ${reason}`);
  const document = jsonObjectIn(policy);
  if (!document) throw refuse('Redrive policy is not a JSON map.');
  const { deadLetterTargetArn, maxReceiveCount } = document;
  if (typeof deadLetterTargetArn !== 'string') throw refuse('It has no deadLetterTargetArn.');
  const count = Number(maxReceiveCount);
  if (!Number.isInteger(count) || count < 1 || count > 1000) throw refuse('maxReceiveCount must be 1 to 1000.');
  const target = state.at(deadLetterTargetArn);
  if (!target) throw refuse('Dead letter target does not exist.');
  if (!allowsRedrive(target.attributes['RedriveAllowPolicy'], arn)) {
    throw refuse('The dead-letter queue does not allow the queue as its source.');
  }
}
