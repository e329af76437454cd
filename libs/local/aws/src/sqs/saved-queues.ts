import { checkRecords, SavedRecordError } from '@pulso/local/saved-records';
import { type MessageState, type NamedQueue, type SqsMessage, type SqsState } from '@pulso/local/sqs';
import * as z from 'zod/mini';

/** A queue without its messages, as JSON. */
type SavedQueue = Omit<NamedQueue, 'messages'>;

/** A message and where it lies, as JSON. */
interface SavedMessage {
  readonly queue: string;
  readonly state: MessageState;
  readonly message: SqsMessage;
}

const digits = z.pipe(z.string(), z.coerce.number());

const queue = z.looseObject({
  name: z.string().check(z.minLength(1)),
  arn: z.string(),
  attributes: z.catchall(
    z.object({
      VisibilityTimeout: digits,
      DelaySeconds: digits,
      MaximumMessageSize: digits,
      MessageRetentionPeriod: digits,
      ReceiveMessageWaitTimeSeconds: digits,
    }),
    z.string(),
  ),
  createdAtSeconds: z.number(),
  modifiedAtSeconds: z.number(),
  purgedAtMs: z.optional(z.number()),
});

const message = {
  messageId: z.string(),
  body: z.string(),
  messageAttributes: z.record(z.string(), z.looseObject({ DataType: z.string() })),
  sentAtMs: z.number(),
  receiveCount: z.int().check(z.nonnegative()),
  firstReceivedAtMs: z.optional(z.number()),
  receiptHandle: z.optional(z.string()),
};
const inState = <Shape extends z.core.$ZodShape>(state: MessageState, more: Shape) =>
  z.looseObject({ queue: z.string(), state: z.literal(state), message: z.looseObject({ ...message, ...more }) });
const forms: Readonly<Record<MessageState, z.ZodMiniType>> = {
  visible: inState('visible', {}),
  delayed: inState('delayed', { visibleAtMs: z.number() }),
  inFlight: inState('inFlight', { visibleAtMs: z.number(), receiptHandle: z.string() }),
};

/**
 * Checks saved queues and messages, before any of them is put back.
 *
 * @throws {SavedRecordError} One has another form, is a second queue of a name, or a message of a queue that no record
 * before it has.
 */
function checkQueueRecords(records: readonly unknown[]): readonly (SavedMessage | SavedQueue)[] {
  const names = new Set<unknown>();
  return checkRecords(records, (record, index) => {
    const { state, queue: queueName, name } = (record ?? {}) as Readonly<Record<string, unknown>>;
    if (state === undefined && queueName === undefined) {
      if (names.has(name)) throw new SavedRecordError(index + 1, 'there is another queue of its name before');
      names.add(name);
      return queue;
    }
    if (typeof queueName === 'string' && !names.has(queueName)) {
      throw new SavedRecordError(
        index + 1,
        `it is a message of the queue ${queueName}, and no record before it is that queue`,
      );
    }
    return state === 'inFlight' || state === 'delayed' ? forms[state] : forms.visible;
  });
}

/** @returns JSON texts, one per queue and one per message, of this moment. */
export const dumpQueues = (state: SqsState): string[] =>
  state.all().flatMap(({ messages, ...queue }) => {
    const saved: readonly (SavedMessage | SavedQueue)[] = [
      queue,
      ...messages.contents().map((content) => ({ queue: queue.name, ...content })),
    ];
    return saved.map((record) => JSON.stringify(record));
  });

/**
 * Puts queues and messages back into an empty state.
 *
 * @param records - What {@link dumpQueues} gave, parsed.
 * @returns The queues, whose timers are to be set.
 * @throws {SavedRecordError} One has another form; nothing has been put back then. Not retryable.
 */
export function loadQueues(records: readonly unknown[], state: SqsState): NamedQueue[] {
  for (const record of checkQueueRecords(records)) {
    if ('state' in record) state.named(record.queue).messages.restore(record.message, record.state);
    else state.add(record);
  }
  return state.all();
}
