import { createHash } from 'node:crypto';

import { type Chat, type Chats } from '../chats';

/** Something that a Telegram client would not let a person do. The message says why. */
export class PeopleError extends Error {
  override readonly name = 'PeopleError';
}

/** Ids start here, so that they look like Telegram's and avoid the small ones of tests. */
const firstId = 1_000_000_000;

/**
 * Finds a person by id or name; a new name makes a new person. The same name gives the same id in every run, so that
 * what a bot keeps about Ada is Ada's again tomorrow.
 *
 * @throws {PeopleError} No person has that id.
 */
export function findPerson(person: string | number, chats: Chats): Chat {
  if (typeof person === 'number') {
    const known = chats.get(person);
    if (known?.type !== 'private') throw new PeopleError(`There is no person ${person}.`);
    return known;
  }
  const known = chats.list().find(({ type, firstName }) => type === 'private' && same(firstName, person));
  return known ?? { id: idOf('person', person), type: 'private', firstName: person, state: 'not-started' };
}

/**
 * Finds a group or channel by its id, or a group by its title. A migrated group is its supergroup.
 *
 * @returns undefined for a title that is new.
 * @throws {PeopleError} Nobody has that id.
 */
export function findGroup(group: string | number, chats: Chats): Chat | undefined {
  if (typeof group === 'number') {
    const known = chats.get(group);
    if (!known || known.type === 'private') throw new PeopleError(`There is no group or channel ${group}.`);
    return known;
  }
  const named = chats
    .list()
    .filter(({ type, title }) => type !== 'private' && type !== 'channel' && same(title, group));
  return named.find(({ state }) => state !== 'migrated') ?? named[0];
}

/** @returns A group that is not there yet. */
export const newGroup = (title: string, owner: Chat): Chat => ({
  id: -idOf('group', title),
  type: 'group',
  title,
  state: 'left',
  ownerId: owner.id,
});

const same = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

const idOf = (kind: string, name: string): number =>
  firstId + (createHash('sha256').update(`${kind} ${name.toLowerCase()}`).digest().readUInt32BE(0) % firstId);
