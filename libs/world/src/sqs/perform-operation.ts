import { AwsError, pageOf } from '../aws';
import { checkInput, invalidValue, notEmulated, queueNameOf, type SqsInput, type SqsOperation } from './input-schemas';
import { listMessageMoveTasks, startMessageMoveTask } from './move-messages';
import {
  acceptMessage,
  askedFor,
  changeMessageVisibilityBatch,
  checkHandle,
  receiveMessage,
  sendMessage,
  sendMessageBatch,
  type SendTarget,
} from './send-and-receive';
import { advance, type NamedQueue, type Output, type SqsCall } from './sqs-state';

/**
 * Performs one operation of SQS at one moment. It never waits: a long-polling receiver calls again.
 *
 * @param input - As parsed from a request, nothing checked.
 * @throws {AwsError} As SQS refuses.
 */
export function performOperation(operation: string, input: Readonly<Record<string, unknown>>, call: SqsCall): Output {
  if (!isSqsOperation(operation)) throw notEmulated(`the operation ${operation} of SQS`);
  return operations[operation](checkInput(operation, input) as never, call);
}

type Operations = { readonly [Name in SqsOperation]: (input: SqsInput<Name>, call: SqsCall) => Output };

const operations: Operations = {
  PurgeQueue: (input, call) => {
    const { messages } = queueOf(input, call);
    for (const { message } of messages.contents()) message.goneAtMs = call.nowMs;
    messages.purge();
    return {};
  },
  GetQueueUrl: ({ QueueName: name }, { state, urlOf }) => ({ QueueUrl: urlOf(state.named(name).name) }),
  /** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
  ListQueues: ({ QueueNamePrefix: prefix = '', MaxResults: size = 1_000, NextToken: token }, { state, urlOf }) => {
    const names = state.all().flatMap(({ name }) => (name.startsWith(prefix) ? [name] : []));
    const page = pageOf(names.sort(), { size, token }, () => invalidValue('Invalid or expired next token.'));
    return { QueueUrls: page.items.map(urlOf), ...(page.nextToken && { NextToken: page.nextToken }) };
  },
  GetQueueAttributes: (input, call) => ({
    Attributes: shownAttributes(queueOf(input, call), input.AttributeNames ?? []),
  }),
  /** Changes that operators make by hand: the visibility timeout, and removing a redrive policy. */
  SetQueueAttributes: (input, call) => {
    const { VisibilityTimeout: seconds, RedrivePolicy: redrive } = input.Attributes;
    const queue = queueOf(input, call);
    if (seconds !== undefined) Object.assign(queue, { visibilityTimeoutSeconds: Number(seconds) });
    if (redrive !== undefined) Object.assign(queue, { redrive: undefined });
    return {};
  },
  StartMessageMoveTask: startMessageMoveTask,
  ListMessageMoveTasks: listMessageMoveTasks,
  SendMessage: (input, call) => sendMessage(input, targetOf(input, call)),
  SendMessageBatch: (input, call) => sendMessageBatch(input, targetOf(input, call)),
  ReceiveMessage: (input, call) => receiveMessage(queueOf(input, call), input, call),
  DeleteMessage: (input, call) => {
    checkHandle(input.ReceiptHandle);
    const message = queueOf(input, call).messages.remove(input.ReceiptHandle);
    if (message) message.goneAtMs = call.nowMs;
    return {};
  },
  ChangeMessageVisibilityBatch: (input, call) =>
    changeMessageVisibilityBatch(input, queueOf(input, call).messages, call.nowMs),
};

const isSqsOperation = (operation: string): operation is SqsOperation => Object.hasOwn(operations, operation);

/** @returns The queue of a URL as it is now. @throws {AwsError} InvalidAddress, QueueDoesNotExist. */
function queueOf({ QueueUrl: url }: { readonly QueueUrl: string }, { state, nowMs }: SqsCall): NamedQueue {
  const queue = state.named(queueNameOf(url, state.accountId));
  advance(queue, nowMs);
  return queue;
}

function targetOf(input: { readonly QueueUrl: string }, call: SqsCall): SendTarget {
  const queue = queueOf(input, call);
  const accept: SendTarget['accept'] = (body, delaySeconds) => acceptMessage(queue, { body }, call, delaySeconds);
  return { maxMessageBytes: queue.maxMessageBytes, accept };
}

/**
 * The attributes of a queue, its counts and its times among them.
 *
 * @param names - Which of them; `All` stands for each.
 * @throws {AwsError} InvalidAttributeName.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
 */
function shownAttributes(queue: NamedQueue, names: readonly string[]): Readonly<Record<string, string | undefined>> {
  const { visible, delayed, inFlight } = queue.messages.depths();
  const all: Readonly<Record<string, string | undefined>> = {
    QueueArn: queue.arn,
    // The default of a queue created without encryption settings.
    SqsManagedSseEnabled: 'true',
    VisibilityTimeout: String(queue.visibilityTimeoutSeconds),
    DelaySeconds: String(queue.delaySeconds),
    MessageRetentionPeriod: String(queue.messageRetentionSeconds),
    MaximumMessageSize: String(queue.maxMessageBytes),
    ReceiveMessageWaitTimeSeconds: String(queue.receiveWaitTimeSeconds),
    RedrivePolicy: queue.redrive && JSON.stringify(queue.redrive),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: String(queue.createdAtSeconds),
    LastModifiedTimestamp: String(queue.createdAtSeconds),
  };
  const unknown = names.find((name) => name !== 'All' && !Object.hasOwn(all, name));
  if (unknown !== undefined) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  return askedFor(all, names);
}
