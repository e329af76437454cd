import { type Item, toItem } from '@pulso/adapters/dynamodb-items';

export const userKey = (userPseudonym: string): Item => toItem({ pk: `user#${userPseudonym}` });

/** A person as they lie in the table: nothing but when they came. `firstSeenDay` in days since 1970, UTC. */
export const toUserItem = (
  userPseudonym: string,
  { firstUpdateId, firstSeenDay }: { readonly firstUpdateId: number; readonly firstSeenDay: number },
): Item => ({ ...userKey(userPseudonym), ...toItem({ firstUpdateId, firstSeenDay }) });
