import { defined } from '@pulso/kit/telegram';

import { type Item, toItem } from '../items/to-item';

export const userKey = (userPseudonym: string): Item => toItem({ pk: `user#${userPseudonym}` });

/** A person as they lie in the table: when they came, and what stands for them in records. */
export interface StoredUser {
  readonly firstUpdateId: number;
  /** In days since 1970, UTC. */
  readonly firstSeenDay: number;
  readonly alias: string;
}

export const toUserItem = (userPseudonym: string, { firstUpdateId, firstSeenDay, alias }: StoredUser): Item => ({
  ...userKey(userPseudonym),
  ...toItem({ firstUpdateId, firstSeenDay, alias }),
});

/** A person of before there were aliases goes by the pseudonym, until they are forgotten. */
export const aliasIn = ({ alias }: Item, userPseudonym: string): string => alias?.S ?? userPseudonym;

/** What an item says of a person. Absent: it was written before there was that field. */
export const storedUserOf = (item: Item, userPseudonym: string): Partial<StoredUser> & Pick<StoredUser, 'alias'> => ({
  ...defined({ firstUpdateId: numberIn(item, 'firstUpdateId'), firstSeenDay: numberIn(item, 'firstSeenDay') }),
  alias: aliasIn(item, userPseudonym),
});

const numberIn = (item: Item, name: string): number | undefined => {
  const text = item[name]?.N;
  return text === undefined ? undefined : Number(text);
};
