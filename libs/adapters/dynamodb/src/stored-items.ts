import * as z from 'zod/mini';

import { wholeNumber } from '@pulso/contracts/envelope';
import { reportPlanSchema } from '@pulso/contracts/report-plan';
import { queryOutcomeSchema, resultRowsSchema } from '@pulso/contracts/run-events';
import { type Delivery } from '@pulso/domain/delivery';

import { keptStatesIn, keptStatesSchema, statesKey, toStatesItem } from './create-command-states';
import { deliverySchema, itemKeyOf, itemOf, storedDeliveryOf } from './create-delivery-store';
import { type StoredClaim, claimKey, toStoredClaim } from './create-update-claims';
import { type Item, toItem } from './items';
import {
  decodeExpectedRun,
  decodeHistoryEntry,
  decodePlan,
  decodeResult,
  decodeRun,
  decodeToldNews,
  expectedSchema,
  historyGapsSchema,
  historyItem,
  historyNumbersSchema,
  historySchema,
  historyTablesSchema,
  newPeopleSchema,
  planItem,
  resultItem,
  runSchema,
  toldNewsItem,
  toldNewsSchema,
  toldSchema,
} from './run-items';
import { expectedKey, historyKey, planKey, resultKey, runKey, toldNewsKey } from './runs-table';
import { countIn, countedMark, isCounted, peopleKey, storedUserOf, toPeopleItem, toUserItem, userKey } from './users';

/** A kind of item, as one version of its service writes it and another one may have to read it. */
export interface StoredItem {
  /** As sentences call it. */
  readonly name: string;
  /** The key of one, with made-up ids. */
  readonly key: Item;
  /** What can be stored, without ids. */
  readonly schema: z.ZodMiniType;
  /** Writes what the schema takes, as the service does. */
  readonly write: (fields: never) => Item;
  /** Reads it, as the service does. @throws {MalformedItemError} Not retryable. */
  readonly read: (item: Item) => unknown;
}

/** Describes a kind of item. Services leave it out of their bundles. */
/* @__NO_SIDE_EFFECTS__ */
export function storedItem<T>(item: {
  readonly name: string;
  readonly key: Item;
  readonly schema: z.ZodMiniType<T>;
  readonly write: (fields: T) => Item;
  readonly read: (item: Item) => unknown;
}): StoredItem {
  return item;
}

const [success, failed] = queryOutcomeSchema.def.options;
const ids = { runId: 'run', queryId: 'query' };
const times = { storedAtMs: 1, expiresAtSeconds: 1 };

/** Every kind of item in the table. A run's own item is put together by expressions, each of one field. */
export const runsTableItems: readonly StoredItem[] = [
  storedItem({
    name: 'a run',
    key: runKey('run'),
    schema: runSchema,
    write: toItem,
    read: (item) => decodeRun(item, undefined),
  }),
  storedItem({
    name: 'a plan',
    key: planKey('run'),
    schema: z.object({ plan: reportPlanSchema }),
    write: ({ plan }) => planItem({ runId: 'run', plan, expiresAtSeconds: 1 }),
    read: decodePlan,
  }),
  storedItem({
    name: 'an answer',
    key: resultKey('run', 'query'),
    schema: z.object({ outcome: success, finishedAtMs: z.number(), firstRows: z.optional(resultRowsSchema) }),
    write: (fields) => resultItem({ ...ids, ...times, ...fields }),
    read: decodeResult,
  }),
  storedItem({
    name: 'a failure',
    key: resultKey('run', 'query'),
    schema: z.object({ outcome: failed, finishedAtMs: z.number() }),
    write: (fields) => resultItem({ ...ids, ...times, ...fields }),
    read: decodeResult,
  }),
  storedItem({
    name: 'an expected run',
    key: expectedKey('report'),
    schema: expectedSchema,
    write: toItem,
    read: decodeExpectedRun,
  }),
  storedItem({
    name: 'an entry of the history',
    key: historyKey('report', 0),
    schema: z.extend(historySchema, {
      windowEndMs: z.int().check(z.gte(0), z.lte(4e12)),
      values: historyNumbersSchema,
      tables: z.optional(historyTablesSchema),
      missing: historyGapsSchema,
      newPeople: z.optional(newPeopleSchema),
    }),
    write: historyItem,
    read: decodeHistoryEntry,
  }),
  storedItem({
    name: 'news that were told',
    key: toldNewsKey('report'),
    schema: z.extend(toldNewsSchema, { told: toldSchema }),
    write: toldNewsItem,
    read: decodeToldNews,
  }),
];

const claimSchema: z.ZodMiniType<StoredClaim> = z.object({
  token: z.string(),
  state: z.enum(['in-progress', 'done']),
  attempt: wholeNumber,
  firstClaimedAtMs: wholeNumber,
  leaseUntilMs: wholeNumber,
  sentCount: wholeNumber,
});

/** Every kind of item in the table. A claim is done by an expression, of one field. */
export const usersTableItems: readonly StoredItem[] = [
  storedItem({
    name: 'a person',
    key: userKey('pseudonym'),
    schema: z.object({
      firstUpdateId: wholeNumber,
      firstSeenDay: wholeNumber,
      alias: z.string(),
      counted: z.boolean(),
    }),
    write: ({ counted, ...user }) => ({ ...toUserItem('pseudonym', user), ...(counted && countedMark) }),
    read: (item) => ({ ...storedUserOf(item, 'pseudonym'), counted: isCounted(item) }),
  }),
  storedItem({
    name: 'the count of people',
    key: peopleKey,
    schema: z.object({ count: wholeNumber }),
    write: ({ count }) => toPeopleItem(count),
    read: (item) => ({ count: countIn(item) }),
  }),
  storedItem({
    name: 'what commands keep of a person',
    key: statesKey('pseudonym'),
    schema: keptStatesSchema,
    write: (kept) => toStatesItem('pseudonym', kept),
    read: keptStatesIn,
  }),
  storedItem({
    name: 'a claim',
    key: claimKey('update'),
    schema: claimSchema,
    write: (claim) => toItem({ ...claim, expiresAtSeconds: 1 }),
    read: toStoredClaim,
  }),
];

const sampleKey = { runId: 'run', destinationKey: 'destination', part: 0 };

/** The one kind of item in the table. */
export const deliveryItem: StoredItem = storedItem({
  name: 'a delivery',
  key: itemKeyOf(sampleKey),
  schema: deliverySchema,
  write: ({ token, ...delivery }) =>
    itemOf(sampleKey, { delivery: delivery as Delivery, token, replaces: undefined, expiresAtSeconds: 1 }),
  read: storedDeliveryOf,
});
