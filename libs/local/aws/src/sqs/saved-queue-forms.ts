import { checkRecords, SavedRecordError } from '@pulso/local-saved-records';
import * as z from 'zod/mini';

import { type EngineInFlight, type EngineQueuedMessage } from './fauxqs-engine';
import { type SentOnce } from './fifo/deduplication';

/** A queue with its messages, as JSON. Messages are the engine's own objects, so an upgrade of it needs a new version. */
export interface SavedQueue {
  readonly name: string;
  readonly arn: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdTimestamp: number;
  readonly lastModifiedTimestamp: number;
  readonly fifo?: { readonly sequenceCounter: number; readonly sent: readonly SentOnce[] };
}

/** A message and where it lies, as JSON. */
export type SavedMessage =
  | { readonly queue: string; readonly state: 'visible' | 'delayed'; readonly message: EngineQueuedMessage }
  | { readonly queue: string; readonly state: 'inFlight'; readonly message: EngineInFlight };

const digits = z.optional(z.pipe(z.string(), z.coerce.number()));
const texts = z.record(z.string(), z.string());

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
  tags: texts,
  createdTimestamp: z.number(),
  lastModifiedTimestamp: z.number(),
  fifo: z.optional(
    z.looseObject({
      sequenceCounter: z.int(),
      sent: z.array(
        z.looseObject({
          deduplicationId: z.string(),
          messageId: z.string(),
          sequenceNumber: z.string(),
          sentMs: z.number(),
        }),
      ),
    }),
  ),
});

const message = {
  messageId: z.string(),
  body: z.string(),
  md5OfBody: z.string(),
  messageAttributes: z.record(z.string(), z.looseObject({ DataType: z.string() })),
  sentTimestamp: z.number(),
  approximateReceiveCount: z.int().check(z.nonnegative()),
  approximateFirstReceiveTimestamp: z.optional(z.number()),
  delayUntil: z.optional(z.number()),
};
const standardMessage = z.looseObject(message);
const fifoMessage = z.looseObject({
  ...message,
  messageGroupId: z.string(),
  messageDeduplicationId: z.string(),
  sequenceNumber: z.string(),
});

const waiting = <Message extends z.ZodMiniType>(form: Message) =>
  z.looseObject({ queue: z.string(), state: z.enum(['visible', 'delayed']), message: form });
const inFlight = <Message extends z.ZodMiniType>(form: Message) =>
  z.looseObject({
    queue: z.string(),
    state: z.literal('inFlight'),
    message: z.looseObject({ message: form, receiptHandle: z.string(), visibilityDeadline: z.number() }),
  });
const standardForms = { waiting: waiting(standardMessage), inFlight: inFlight(standardMessage) };
const fifoForms = { waiting: waiting(fifoMessage), inFlight: inFlight(fifoMessage) };

/**
 * Checks saved queues and messages, before any of them is put back.
 *
 * @throws {SavedRecordError} One has another form, is a second queue of a name, or a message of a queue that no record
 * before it has.
 */
export function checkQueueRecords(records: readonly unknown[]): readonly (SavedMessage | SavedQueue)[] {
  const isFifo = new Map<unknown, boolean>();
  return checkRecords(records, (record, index) => {
    const { state, queue: name, ...fields } = (record ?? {}) as Readonly<Record<string, unknown>>;
    if (state === undefined && name === undefined) {
      if (isFifo.has(fields['name']))
        throw new SavedRecordError(index + 1, `there is another queue of its name before`);
      isFifo.set(fields['name'], fields['fifo'] !== undefined);
      return queue;
    }
    const forms = isFifo.get(name) ? fifoForms : standardForms;
    if (typeof name === 'string' && !isFifo.has(name)) {
      throw new SavedRecordError(
        index + 1,
        `it is a message of the queue ${name}, and no record before it is that queue`,
      );
    }
    return state === 'inFlight' ? forms.inFlight : forms.waiting;
  });
}
