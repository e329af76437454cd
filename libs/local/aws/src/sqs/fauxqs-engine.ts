import { createRequire, findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

import { type OperationOf } from '../api/service-apis';
import { sqsApi } from '../api/sqs-api';
import { type FifoQueue } from './fifo/fifo-queue';
import { mendFifoQueue } from './fifo/mend-fifo-queue';
import { markDeadLetters } from './messages/dead-letters';
import { keepExtras } from './messages/message-extras';

/** A queue of fauxqs, as far as it is read here. */
export interface EngineQueue {
  readonly name: string;
  readonly arn: string;
  readonly attributes: Record<string, string>;
  /** The visible ones. */
  readonly messages: EngineQueuedMessage[];
  readonly delayedMessages: readonly DelayedMessage[];
  /** Those of a FIFO queue, by group. */
  readonly fifoMessages: ReadonlyMap<string, EngineQueuedMessage[]>;
  readonly fifoDelayed: ReadonlyMap<string, readonly DelayedMessage[]>;
  /** By receipt handle; deadlines in epoch ms of `Date.now()`. */
  readonly inflightMessages: Map<string, EngineInFlight>;
  isFifo(): boolean;
  /** @returns undefined where the queue has no such attribute. */
  getAttribute(name: string): string | undefined;
  /** Makes every message visible whose delay or visibility timeout has passed, and wakes the long polls. */
  processTimers(): void;
  /** Takes a message in: visible at once, or from its `delayUntil` on. Replaced where faults are injected. */
  enqueue(message: EngineQueuedMessage): void;
}

/** A message that somebody has received. */
export interface EngineInFlight {
  readonly message: EngineQueuedMessage;
  readonly receiptHandle: string;
  /** Epoch ms of `Date.now()`. */
  readonly visibilityDeadline: number;
}

/** When a message becomes visible, epoch ms of `Date.now()`. */
interface DelayedMessage {
  readonly delayUntil?: number;
}

/** A message in a queue, as far as it is read here; whatever else it has stays with it. */
export interface EngineQueuedMessage extends DelayedMessage {
  readonly messageId: string;
  /** Epoch ms of `Date.now()`: when it was first sent, to whichever queue. */
  readonly sentTimestamp: number;
  readonly body: string;
  readonly messageAttributes: Readonly<Record<string, unknown>>;
  approximateReceiveCount: number;
}

/** A message on its way to a receiver, as far as it is read here. */
export interface EngineReceivedMessage {
  readonly ReceiptHandle: string;
}

export interface EngineStore {
  host: string;
  region: string;
  /** Puts a queue into the store. */
  createQueue(
    name: string,
    url: string,
    arn: string,
    attributes: Readonly<Record<string, string>>,
    tags: Readonly<Record<string, string>>,
  ): EngineQueue;
  getQueueByName(name: string): EngineQueue | undefined;
  getQueueByArn(arn: string): EngineQueue | undefined;
  allQueues(): Iterable<EngineQueue>;
  /** Ends all long polls. */
  shutdown(): void;
}

type EngineAction = (
  input: object,
  store: EngineStore,
  request: { readonly headers: Readonly<Record<string, string>> },
) => unknown;

/** How fauxqs refuses a call. */
export interface EngineError {
  readonly code: string;
  readonly message: string;
  readonly statusCode: number;
}

export interface FauxqsEngine {
  readonly store: EngineStore;
  readonly attributeNames: readonly string[];
  /** @returns The MD5 of attributes of a message, by SQS's rule. */
  digestOf(attributes: object): string;
  perform(operation: EngineOperation, input: object): Promise<Record<string, unknown>>;
  isEngineError(error: unknown): error is EngineError;
}

export type SqsOperation = OperationOf<'sqs'>;

const ownOperations = [
  'AddPermission',
  'CancelMessageMoveTask',
  'ListDeadLetterSourceQueues',
  'ListMessageMoveTasks',
  'RemovePermission',
  'StartMessageMoveTask',
] as const satisfies readonly SqsOperation[];

/** What fauxqs performs; it has none of the others. */
export type EngineOperation = Exclude<SqsOperation, (typeof ownOperations)[number]>;

const engineOperations = (Object.keys(sqsApi.operations) as SqsOperation[]).filter(
  (operation): operation is EngineOperation => !(ownOperations as readonly string[]).includes(operation),
);

/** XML 1.0 characters. Lone surrogates are none, and the `u` flag makes pairs count as the character they stand for. */
const invalidCharacter = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/**
 * Loads the queue engine of fauxqs: its store and its file per API action, without the HTTP server around them.
 *
 * The server listens on 0.0.0.0, hides its store, and drags Fastify, SNS and S3 along; the store gives exact deadlines,
 * which a clock that jumps needs. The files lie below the package's public entry, so the version is pinned and the
 * conformance spec says what an upgrade changes.
 *
 * One thing is corrected at load: fauxqs tests message bodies by UTF-16 unit and refuses every character above U+FFFF,
 * emoji among them, which SQS accepts.
 *
 * @param region - For the queues' ARNs.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export function loadFauxqsEngine(region: string): FauxqsEngine {
  const load = loader();
  const { SqsStore } = load('sqs/sqsStore.js') as { SqsStore: new () => EngineStore };
  const { ALL_ATTRIBUTE_NAMES, INVALID_MESSAGE_BODY_CHAR } = load('sqs/sqsTypes.js') as {
    ALL_ATTRIBUTE_NAMES: readonly string[];
    INVALID_MESSAGE_BODY_CHAR: RegExp;
  };
  const { md5OfMessageAttributes } = load('common/md5.js') as { md5OfMessageAttributes: (from: object) => string };
  const { SqsError } = load('common/errors.js') as { SqsError: new () => Error & EngineError };
  INVALID_MESSAGE_BODY_CHAR.test = (body) => invalidCharacter.test(body);

  const store = new SqsStore();
  store.region = region;
  store.host = '';
  mendNewQueues(store);
  const actions = Object.fromEntries(
    engineOperations.map((operation) => {
      const name = operation[0]!.toLowerCase() + operation.slice(1);
      return [operation, (load(`sqs/actions/${name}.js`) as Record<string, EngineAction>)[name]];
    }),
  ) as Record<EngineOperation, EngineAction>;

  return {
    store,
    attributeNames: ALL_ATTRIBUTE_NAMES,
    digestOf: md5OfMessageAttributes,
    perform: async (operation, input) =>
      (await actions[operation](input, store, { headers: {} })) as Record<string, unknown>,
    isEngineError: (error): error is EngineError => error instanceof SqsError,
  };
}

function mendNewQueues(store: EngineStore): void {
  const createQueue = store.createQueue.bind(store);
  store.createQueue = (...args) => {
    const queue = createQueue(...args);
    keepExtras(queue);
    if (queue.isFifo()) mendFifoQueue(queue as unknown as FifoQueue);
    markDeadLetters(queue);
    return queue;
  };
}

/** fauxqs exports its entry alone, and that to `import` alone: its files are reached by path. */
function loader(): (file: string) => unknown {
  const manifest = findPackageJSON('fauxqs', __filename);
  if (manifest === undefined) throw new Error('The package fauxqs is not installed: run npm ci.');
  const load = createRequire(manifest);
  return (file) => load(join(dirname(manifest), 'dist', file)) as unknown;
}
