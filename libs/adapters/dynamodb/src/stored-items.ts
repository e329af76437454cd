import * as z from 'zod/mini';

import { wholeNumber } from '@pulso/contracts/envelope';

import { keptStatesIn, statesKey, statesSchema } from './create-command-states';
import { deliverySchema, itemKeyOf, storedDeliveryOf } from './create-delivery-store';
import { claimIn, claimKey, claimSchema } from './create-update-claims';
import { type Item } from './items';
import {
  answerSchema,
  decodeExpectedRun,
  decodeHistoryEntry,
  decodePlan,
  decodeResult,
  decodeRun,
  decodeNotificationState,
  expectedSchema,
  failureSchema,
  historySchema,
  planSchema,
  runSchema,
  notificationStateSchema,
} from './run-items';
import { expectedKey, historyKey, planKey, resultKey, runKey, notificationStateKey } from './runs-table';
import { countIn, peopleKey, userIn, userKey, userSchema } from './users';

/** A kind of item, which one version of its service writes and another may have to read. */
export interface StoredItem {
  /** Its name in sentences. */
  readonly name: string;
  /** An example of its key. */
  readonly key: Item;
  /** Its attributes except the key. */
  readonly schema: z.ZodMiniType;
  /** Reads it like the service. @throws {MalformedItemError} Not retryable. */
  readonly read: (item: Item) => unknown;
}

/** Every kind of item in the table. */
export const runsTableItems: readonly StoredItem[] = [
  { name: 'a run', key: runKey('run'), schema: runSchema, read: (item) => decodeRun(item, undefined) },
  { name: 'a plan', key: planKey('run'), schema: planSchema, read: decodePlan },
  { name: 'an answer', key: resultKey('run', 'query'), schema: answerSchema, read: decodeResult },
  { name: 'a failure', key: resultKey('run', 'query'), schema: failureSchema, read: decodeResult },
  { name: 'an expected run', key: expectedKey('report'), schema: expectedSchema, read: decodeExpectedRun },
  { name: 'an entry of the history', key: historyKey('report', 0), schema: historySchema, read: decodeHistoryEntry },
  {
    name: 'notifications',
    key: notificationStateKey('report'),
    schema: notificationStateSchema,
    read: decodeNotificationState,
  },
];

/** Every kind of item in the table. */
export const usersTableItems: readonly StoredItem[] = [
  { name: 'a person', key: userKey('pseudonym'), schema: userSchema, read: userIn },
  { name: 'the count of people', key: peopleKey, schema: z.object({ count: wholeNumber }), read: countIn },
  { name: 'what commands keep of a person', key: statesKey('pseudonym'), schema: statesSchema, read: keptStatesIn },
  { name: 'a claim', key: claimKey('update'), schema: claimSchema, read: claimIn },
];

/** The one kind of item in the table. */
export const deliveryItem: StoredItem = {
  name: 'a delivery',
  key: itemKeyOf({ runId: 'run', destinationKey: 'destination', part: 0 }),
  schema: deliverySchema,
  read: storedDeliveryOf,
};
