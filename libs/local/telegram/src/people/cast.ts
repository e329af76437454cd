import { createHash } from 'node:crypto';

import { type Chats } from '../chats';

/** A person, or a group, as the local Telegram knows it. */
export interface CastMember {
  readonly id: number;
  readonly name: string;
}

/** Ids start here, so that they look like Telegram's and stay off the small ones of tests. */
const firstId = 1_000_000_000;

/**
 * Finds a person by the name that they go by, or creates a new one. The same name gives the same id
 * in every run, so that what a bot keeps about Ada is Ada's again tomorrow.
 */
export function findPerson(name: string, chats: Chats): CastMember {
  const known = chats.list().find((chat) => chat.type === 'private' && same(chat.firstName, name));
  return { id: known?.id ?? idOf('person', name), name: known?.firstName ?? name };
}

/** The same for a group; ids of groups are negative. One that has become a supergroup is that one. */
export function findGroup(title: string, chats: Chats): CastMember {
  const groups = chats.list().filter(({ type, title: other }) => /group$/.test(type) && same(other, title));
  const known = groups.find(({ state }) => state !== 'migrated') ?? groups[0];
  return { id: known?.id ?? -idOf('group', title), name: known?.title ?? title };
}

const same = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

const idOf = (kind: string, name: string): number =>
  firstId + (createHash('sha256').update(`${kind} ${name.toLowerCase()}`).digest().readUInt32BE(0) % firstId);
