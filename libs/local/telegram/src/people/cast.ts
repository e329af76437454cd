import { createHash } from 'node:crypto';

import { type Chat, type Chats } from '../chats';
import { PeopleError } from './people-error';

/** What a person can make: a group, one with topics, or a channel. */
export type NewChatKind = 'group' | 'forum' | 'channel';

/** Ids start here, so that they look like Telegram's and stay off the small ones of tests. */
const firstId = 1_000_000_000;

/** @see https://core.telegram.org/api/bots/ids */
const supergroupIdOf = (groupId: number): number => -1_000_000_000_000 + groupId;

/**
 * Finds a person by their id, or by the name that they go by; a new name makes a new person. The same name gives the same
 * id in every run, so that what a bot keeps about Ada is Ada's again tomorrow.
 *
 * @throws {PeopleError} No person has that id.
 */
export function findPerson(person: string | number, chats: Chats): Chat {
  if (typeof person === 'number') {
    const known = chats.get(person);
    if (known?.type !== 'private') throw new PeopleError(`There is no person ${person}.`);
    return known;
  }
  const known = chats.list().find((chat) => chat.type === 'private' && same(chat.firstName, person));
  return known ?? { id: idOf('person', person), type: 'private', firstName: person, state: 'not-started' };
}

/**
 * Finds a group or a channel by its id or title. A group that has become a supergroup is that one.
 *
 * @returns undefined for a title that is new.
 * @throws {PeopleError} There is none with that id.
 */
export function findGroup(group: string | number, chats: Chats, isChannel: boolean): Chat | undefined {
  if (typeof group === 'number') {
    const known = chats.get(group);
    if (!known || known.type === 'private') throw new PeopleError(`There is no group or channel ${group}.`);
    return known;
  }
  const named = chats
    .list()
    .filter(({ type, title }) => type !== 'private' && (type === 'channel') === isChannel && same(title, group));
  return named.find(({ state }) => state !== 'migrated') ?? named[0];
}

/** @returns A group or a channel that is not there yet. Ids of groups are negative. */
export function newGroup(title: string, kind: NewChatKind, owner: Chat): Chat {
  const id = -idOf(kind, title);
  const common = { title, state: 'left', ownerId: owner.id } as const;
  switch (kind) {
    case 'group':
      return { ...common, id, type: 'group' };
    case 'forum':
      return { ...common, id: supergroupIdOf(id), type: 'supergroup', topicIds: [] };
    case 'channel':
      return { ...common, id: supergroupIdOf(id), type: 'channel' };
    default:
      return kind satisfies never;
  }
}

const same = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

const idOf = (kind: string, name: string): number =>
  firstId + (createHash('sha256').update(`${kind} ${name.toLowerCase()}`).digest().readUInt32BE(0) % firstId);
