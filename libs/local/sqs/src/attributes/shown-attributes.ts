import { SqsError } from '../errors';
import { type NamedQueue } from '../sqs-state';
import { settableNames } from './check-attributes';

/**
 * The attributes of a queue, its counts and its times among them.
 *
 * @param names - Which of them; `All` stands for each.
 * @throws {SqsError} InvalidAttributeName.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
 */
export function shownAttributes(queue: NamedQueue, names: readonly string[]): Record<string, string> {
  const all = allAttributes(queue);
  const unknown = names.find((name) => name !== 'All' && !settableNames.includes(name) && !Object.hasOwn(all, name));
  if (unknown !== undefined) throw new SqsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  if (names.includes('All')) return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}

/** @returns Everything that a queue shows. */
export function allAttributes({
  arn,
  attributes,
  createdAtSeconds,
  modifiedAtSeconds,
  messages,
}: NamedQueue): Record<string, string> {
  const { visible, delayed, inFlight } = messages.depths();
  return {
    QueueArn: arn,
    // As a queue has it that was created without a word on encryption.
    SqsManagedSseEnabled: 'true',
    ...attributes,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: String(createdAtSeconds),
    LastModifiedTimestamp: String(modifiedAtSeconds),
  };
}
