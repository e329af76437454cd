import { createRequire, findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

import { sqsApi } from '../api/sqs-api';
import {
  type EngineError,
  type EngineOperation,
  type EngineStore,
  type FauxqsEngine,
  ownOperations,
  type SqsOperation,
} from './fauxqs-engine';
import { type FifoQueue } from './fifo/fifo-queue';
import { mendFifoQueue } from './fifo/mend-fifo-queue';
import { markDeadLetters } from './messages/dead-letters';
import { keepExtras } from './messages/message-extras';

type EngineAction = (
  input: object,
  store: EngineStore,
  request: { readonly headers: Readonly<Record<string, string>> },
) => unknown;

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
