import * as z from 'zod/mini';

import { wholeNumber } from '@pulso/contracts/envelope';

import { type StoredItem, storedItem } from '../items/stored-item';
import { toItem } from '../items/to-item';
import { type StoredClaim, claimKey, toStoredClaim } from './create-update-claims';
import { keptStatesIn, keptStatesSchema, statesKey, toStatesItem } from './create-command-states';
import { countIn, countedMark, isCounted, peopleKey, toPeopleItem } from './people-count';
import { storedUserOf, toUserItem, userKey } from './user-key';

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
