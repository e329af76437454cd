import { checkAttributes } from './attributes/check-attributes';
import { shownAttributes } from './attributes/shown-attributes';
import { type Output, type SqsCall } from './call';
import { queueDoesNotExist } from './errors';
import { checkInput, type SqsInput, type SqsOperation } from './input/input-schemas';
import { createQueue } from './operations/create-queue';
import {
  cancelMessageMoveTask,
  listMessageMoveTasks,
  sourcesOf,
  startMessageMoveTask,
} from './operations/message-move-tasks';
import { pageOf } from './operations/page-of';
import { checkEntryIds, performBatch } from './operations/perform-batch';
import { changeMessageVisibility, deleteMessage } from './operations/receipts';
import { receiveMessage } from './operations/receive-message';
import { sendMessage, sendMessageBatch } from './operations/send-message';
import { setAttributes } from './operations/set-queue-attributes';
import { queueNameOf } from './queue-name-of';
import { advance, type NamedQueue } from './sqs-state';

/**
 * Performs one operation of SQS at one moment. Nothing waits: a receiver that has time calls again.
 *
 * @param input - As parsed from a request, nothing checked.
 * @throws {SqsError} As SQS refuses.
 */
export function performOperation(
  operation: SqsOperation,
  input: Readonly<Record<string, unknown>>,
  call: SqsCall,
): Output {
  return operations[operation](checkInput(operation, input) as never, call);
}

type Operations = { readonly [Name in SqsOperation]: (input: SqsInput<Name>, call: SqsCall) => Output };

const operations: Operations = {
  CreateQueue: createQueue,
  DeleteQueue: (input, call) => {
    call.state.delete(queueOf(input, call), call.nowMs);
    return {};
  },
  PurgeQueue: (input, call) => {
    call.state.purge(queueOf(input, call), call.nowMs);
    return {};
  },
  GetQueueUrl: ({ QueueName: name, QueueOwnerAWSAccountId: account }, { state, urlOf }) => {
    if (account !== undefined && account !== state.accountId) throw queueDoesNotExist();
    return { QueueUrl: urlOf(state.named(name).name) };
  },
  ListQueues: (input, { state, urlOf }) => {
    const { QueueNamePrefix: prefix = '' } = input;
    const { items, nextToken } = pageOf(
      state.all().filter(({ name }) => name.startsWith(prefix)),
      input,
    );
    return { QueueUrls: items.map(({ name }) => urlOf(name)), NextToken: nextToken };
  },
  GetQueueAttributes: (input, call) => ({
    Attributes: shownAttributes(queueOf(input, call), input.AttributeNames ?? []),
  }),
  SetQueueAttributes: (input, call) => {
    const queue = queueOf(input, call);
    const { Attributes: attributes = {} } = input;
    checkAttributes(attributes, queue.arn, call.state);
    setAttributes(queue, attributes, call.nowMs);
    return {};
  },
  ListDeadLetterSourceQueues: (input, call) => {
    const { items, nextToken } = pageOf(sourcesOf(queueOf(input, call), call.state), input);
    return { queueUrls: items.map(({ name }) => call.urlOf(name)), NextToken: nextToken };
  },
  StartMessageMoveTask: startMessageMoveTask,
  ListMessageMoveTasks: listMessageMoveTasks,
  CancelMessageMoveTask: cancelMessageMoveTask,
  SendMessage: (input, call) => sendMessage(queueOf(input, call), input, call),
  SendMessageBatch: (input, call) => sendMessageBatch(queueOf(input, call), input.Entries, call),
  ReceiveMessage: (input, call) => receiveMessage(queueOf(input, call), input, call),
  DeleteMessage: (input, call) => deleteMessage(queueOf(input, call), input),
  DeleteMessageBatch: (input, call) => {
    const queue = queueOf(input, call);
    checkEntryIds(input.Entries);
    return performBatch(input.Entries, (entry) => deleteMessage(queue, entry));
  },
  ChangeMessageVisibility: (input, call) => changeMessageVisibility(queueOf(input, call), input, call),
  ChangeMessageVisibilityBatch: (input, call) => {
    const queue = queueOf(input, call);
    checkEntryIds(input.Entries);
    return performBatch(input.Entries, (entry) => changeMessageVisibility(queue, entry, call));
  },
};

/** @returns The queue of a URL as it is now. @throws {SqsError} InvalidAddress, QueueDoesNotExist. */
function queueOf({ QueueUrl: url }: { readonly QueueUrl: string }, { state, nowMs }: SqsCall): NamedQueue {
  const queue = state.named(queueNameOf(url, state.accountId));
  advance(queue, nowMs);
  return queue;
}
