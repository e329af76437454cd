import { localAccountId } from '../local-account';
import { AwsError } from '../service';
import { createQueue } from './attributes/create-queue';
import { setAttributes } from './attributes/set-attributes';
import { type DeadlineTimers } from './deadline-timers';
import { type EngineOperation, type EngineQueue, type FauxqsEngine, type SqsOperation } from './fauxqs-engine';
import { checkTags, refusalOfReceipt } from './guards';
import { checkInput, type SqsInput } from './input-schemas';
import { type LastReceipts, type Receipt } from './messages/last-receipts';
import { type MessageMoveTasks, sourcesOf } from './message-move-tasks';
import { expireMessages } from './messages/expire-messages';
import { receiveMessage } from './messages/receive-message';
import { sendMessage } from './messages/send-message';
import { sendMessageBatch } from './messages/send-message-batch';
import { pageOf } from './page-of';
import { performBatch } from './perform-batch';
import { withPermission } from './policies/add-permission';
import { withoutPermission } from './policies/remove-permission';
import { engineQueueUrl, queueDoesNotExist, queueNameOf } from './queue-urls';
import { type RecentCalls } from './recent-calls';

export interface OperationDeps {
  readonly engine: FauxqsEngine;
  readonly timers: DeadlineTimers;
  readonly moveTasks: MessageMoveTasks;
  readonly recentCalls: RecentCalls;
  readonly lastReceipts: LastReceipts;
}

type Output = Record<string, unknown>;

/**
 * Performs one SQS operation: what SQS checks and fauxqs does not, then fauxqs, then the queue's timers.
 *
 * @param input - As parsed from a request, nothing checked.
 * @returns The operation's output. Queue URLs in it are the engine's.
 * @throws {AwsError} As SQS refuses. Not retryable.
 */
export async function performOperation(
  operation: SqsOperation,
  input: Readonly<Record<string, unknown>>,
  deps: OperationDeps,
): Promise<Output> {
  const { engine, timers } = deps;
  const checked = checkInput(operation, input);
  const queue = 'QueueUrl' in checked ? queueOf(checked.QueueUrl, engine) : undefined;
  const onEngine = queue ? { ...checked, QueueUrl: engineQueueUrl(queue.name) } : checked;
  try {
    return await (guarded[operation] ?? plain)(onEngine as never, { ...deps, operation });
  } catch (error) {
    if (engine.isEngineError(error)) throw new AwsError(error.code, error.message, { status: error.statusCode });
    throw error;
  } finally {
    if (queue) timers.rearm(queue);
  }
}

interface GuardDeps extends OperationDeps {
  readonly operation: SqsOperation;
}

type Perform<Operation extends SqsOperation> = (input: SqsInput<Operation>, deps: GuardDeps) => Promise<Output>;

/** What the engine does not have must be here. */
type Guarded = { [Operation in EngineOperation]?: Perform<Operation> } & {
  [Operation in Exclude<SqsOperation, EngineOperation>]: Perform<Operation>;
};

const plain = (input: object, { engine, operation }: GuardDeps): Promise<Output> =>
  engine.perform(operation as EngineOperation, input);

const guarded: Guarded = {
  AddPermission: async (input, { engine }) => {
    const queue = queueOf(input.QueueUrl, engine);
    return setAttributes(queue, { Policy: withPermission(queue, input) }, engine);
  },
  RemovePermission: async ({ QueueUrl, Label: label }, { engine }) => {
    const queue = queueOf(QueueUrl, engine);
    return setAttributes(queue, { Policy: withoutPermission(queue, label) }, engine);
  },
  CancelMessageMoveTask: async (input, { moveTasks }) => moveTasks.cancel(input),
  ListMessageMoveTasks: async (input, { moveTasks }) => moveTasks.list(input),
  StartMessageMoveTask: (input, { moveTasks }) => moveTasks.start(input),
  ListDeadLetterSourceQueues: async (input, { engine }) => {
    const sources = sourcesOf(queueOf(input.QueueUrl, engine), engine.store);
    const { items, nextToken } = pageOf(sources, input);
    return {
      queueUrls: items.map(({ name }) => engineQueueUrl(name)),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
  },
  GetQueueUrl: async ({ QueueName, QueueOwnerAWSAccountId: account = localAccountId }, deps) => {
    if (account !== localAccountId) throw queueDoesNotExist();
    return plain({ QueueName }, deps);
  },
  ListQueues: async (input, { engine }) => {
    const { QueueNamePrefix: prefix = '' } = input;
    const queues = [...engine.store.allQueues()].filter(({ name }) => name.startsWith(prefix));
    const { items, nextToken } = pageOf(queues, input);
    return {
      QueueUrls: items.map(({ name }) => engineQueueUrl(name)),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
  },
  PurgeQueue: async (input, deps) => {
    deps.recentCalls.purge(queueNameOf(input.QueueUrl));
    return plain(input, deps);
  },
  DeleteQueue: async (input, deps) => {
    deps.recentCalls.delete(queueNameOf(input.QueueUrl));
    return plain(input, deps);
  },
  TagQueue: async (input, deps) => {
    const { Tags: tags = {} } = await deps.engine.perform('ListQueueTags', { QueueUrl: input.QueueUrl });
    checkTags({ ...(tags as Record<string, string>), ...input.Tags });
    return plain(input, deps);
  },
  CreateQueue: createQueue,
  SetQueueAttributes: ({ QueueUrl, Attributes: attributes = {} }, { engine }) =>
    setAttributes(queueOf(QueueUrl, engine), attributes, engine),
  GetQueueAttributes: async (input, deps) => {
    // fauxqs answers with all of them when none is asked for.
    const names = input.AttributeNames ?? [];
    const unknown = names.find((name) => name !== 'All' && !deps.engine.attributeNames.includes(name));
    if (unknown !== undefined) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
    expireMessages(queueOf(input.QueueUrl, deps.engine));
    return plain({ ...input, AttributeNames: names }, deps);
  },
  SendMessage: (input, { engine }) => sendMessage(input, queueOf(input.QueueUrl, engine), engine),
  SendMessageBatch: (input, { engine }) => sendMessageBatch(input, queueOf(input.QueueUrl, engine), engine),
  ReceiveMessage: async (input, { engine, lastReceipts }) => {
    const queue = queueOf(input.QueueUrl, engine);
    const output = await receiveMessage(input, queue, engine);
    lastReceipts.note(queue, (output['Messages'] ?? []) as Receipt[]);
    return output;
  },
  DeleteMessage: async (input, deps) => {
    const refusal = refusalOfReceipt(input.ReceiptHandle);
    if (refusal) throw refusal;
    reclaim(input.QueueUrl, [input], deps);
    return plain(input, deps);
  },
  ChangeMessageVisibility: async (input, deps) => {
    const refusal = refusalOfReceipt(input.ReceiptHandle);
    if (refusal) throw refusal;
    reclaim(input.QueueUrl, [input], deps);
    return plain(input, deps);
  },
  DeleteMessageBatch: (input, deps) => batchOfReceipts(input, deps),
  ChangeMessageVisibilityBatch: (input, deps) => batchOfReceipts(input, deps),
};

function reclaim(queueUrl: string, receipts: readonly Receipt[], { engine, lastReceipts }: GuardDeps): void {
  const queue = queueOf(queueUrl, engine);
  for (const { ReceiptHandle } of receipts) lastReceipts.reclaim(queue, ReceiptHandle);
}

const batchOfReceipts = <Input extends SqsInput<'DeleteMessageBatch'>>(
  input: Input,
  deps: GuardDeps,
): Promise<Output> =>
  performBatch(
    input,
    ({ ReceiptHandle: handle }) => refusalOfReceipt(handle),
    (entries) => {
      reclaim(input.QueueUrl, entries, deps);
      return plain({ ...input, Entries: entries }, deps);
    },
  );

function queueOf(queueUrl: string, { store }: FauxqsEngine): EngineQueue {
  const queue = store.getQueueByName(queueNameOf(queueUrl));
  if (!queue) throw queueDoesNotExist();
  return queue;
}
