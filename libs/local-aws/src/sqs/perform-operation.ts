import { localAccountId } from '../local-account';
import { AwsError } from '../service';
import { checkBatchSize, checkEntryIds, type FailedEntry, partition } from './batch-guards';
import { type DeadlineTimers } from './deadline-timers';
import { expireMessages } from './expire-messages';
import { type EngineOperation, type EngineQueue, type FauxqsEngine, type SqsOperation } from './fauxqs-engine';
import {
  checkMaxNumberOfMessages,
  checkQueueAttributes,
  checkQueueName,
  checkTags,
  refusalOfMessage,
  refusalOfReceipt,
} from './guards';
import { checkInput, type SqsInput } from './input-schemas';
import { type LastReceipts } from './last-receipts';
import { type MessageMoveTasks, sourcesOf } from './message-move-tasks';
import { pageOf } from './page-of';
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
  CreateQueue: async (input, deps) => {
    checkQueueName(input.QueueName);
    deps.recentCalls.create(input.QueueName);
    checkTags(input.tags ?? {});
    checkQueueAttributes(input.Attributes ?? {}, deps.engine);
    return plain(input, deps);
  },
  SetQueueAttributes: async (input, deps) => {
    checkQueueAttributes(input.Attributes ?? {}, deps.engine);
    return plain(input, deps);
  },
  GetQueueAttributes: async (input, deps) => {
    // fauxqs answers with all of them when none is asked for.
    const names = input.AttributeNames ?? [];
    const unknown = names.find((name) => name !== 'All' && !deps.engine.attributeNames.includes(name));
    if (unknown !== undefined) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
    expireMessages(queueOf(input.QueueUrl, deps.engine));
    return plain({ ...input, AttributeNames: names }, deps);
  },
  SendMessage: async (input, deps) => {
    const refusal = refusalOfMessage(input);
    if (refusal) throw refusal;
    return plain(input, deps);
  },
  SendMessageBatch: async (input, deps) => {
    const empty = input.Entries.find(({ MessageBody: body }) => !body);
    if (empty) throw new AwsError('MissingParameter', `The entry ${empty.Id} must contain the parameter MessageBody.`);
    checkBatchSize(input.Entries);
    return batch(input, deps, refusalOfMessage);
  },
  DeleteMessage: async (input, deps) => {
    const refusal = refusalOfReceipt(input.ReceiptHandle);
    if (refusal) throw refusal;
    reclaim(input.QueueUrl, [input], deps);
    return plain(input, deps);
  },
  DeleteMessageBatch: (input, deps) => batchOfReceipts(input, deps),
  ChangeMessageVisibility: async (input, deps) => {
    const refusal = refusalOfReceipt(input.ReceiptHandle);
    if (refusal) throw refusal;
    reclaim(input.QueueUrl, [input], deps);
    return plain(input, deps);
  },
  ChangeMessageVisibilityBatch: (input, deps) => batchOfReceipts(input, deps),
  ReceiveMessage: async (input, deps) => {
    checkMaxNumberOfMessages(input.MaxNumberOfMessages);
    const queue = queueOf(input.QueueUrl, deps.engine);
    expireMessages(queue);
    const output = await plain(input, deps);
    const { Messages: messages = [] } = output as { Messages?: { readonly ReceiptHandle: string }[] };
    deps.lastReceipts.note(
      queue,
      messages.map(({ ReceiptHandle }) => ReceiptHandle),
    );
    return input.MessageAttributeNames?.length ? output : withoutMessageAttributes(output);
  },
};

interface Receipt {
  readonly ReceiptHandle: string;
}

function reclaim(queueUrl: string, receipts: readonly Receipt[], { engine, lastReceipts }: GuardDeps): void {
  const queue = queueOf(queueUrl, engine);
  for (const { ReceiptHandle } of receipts) lastReceipts.reclaim(queue, ReceiptHandle);
}

function batchOfReceipts(
  input: { readonly QueueUrl: string; readonly Entries: readonly (Receipt & { readonly Id: string })[] },
  deps: GuardDeps,
): Promise<Output> {
  reclaim(input.QueueUrl, input.Entries, deps);
  return batch(input, deps, ({ ReceiptHandle }) => refusalOfReceipt(ReceiptHandle));
}

/** Lets the accepted entries through; the order of refusals follows SQS: the batch's own shape comes first. */
async function batch<Entry extends { readonly Id: string }>(
  input: { readonly QueueUrl: string; readonly Entries: readonly Entry[] },
  deps: GuardDeps,
  refusalOf: (entry: Entry) => AwsError | undefined,
): Promise<Output> {
  checkEntryIds(input.Entries);
  const { accepted, failed } = partition(input.Entries, refusalOf);
  if (failed.length === 0) return plain(input, deps);
  if (accepted.length === 0) return { Successful: [], Failed: failed };
  const output = (await plain({ ...input, Entries: accepted }, deps)) as { Failed?: FailedEntry[] };
  return { ...output, Failed: [...failed, ...(output.Failed ?? [])] };
}

/** fauxqs gives them although nobody asked. */
function withoutMessageAttributes(output: Output): Output {
  const messages = output['Messages'] as Output[] | undefined;
  return {
    Messages: messages?.map((message) => {
      const { MessageAttributes: _value, MD5OfMessageAttributes: _digest, ...rest } = message;
      return rest;
    }),
  };
}

function queueOf(queueUrl: string, { store }: FauxqsEngine): EngineQueue {
  const queue = store.getQueueByName(queueNameOf(queueUrl));
  if (!queue) throw queueDoesNotExist();
  return queue;
}
