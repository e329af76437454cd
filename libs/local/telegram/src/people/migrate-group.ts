import { type Chat, chatJson } from '../chats';
import { supergroupIdOf } from './cast';
import { type PeopleDeps } from './people-deps';
import { type Happened } from './what-people-see';
import { PeopleError } from './people-error';

export interface MigrateDeps extends Pick<PeopleDeps, 'learn' | 'nextUpdateId' | 'pushUpdate' | 'world'> {
  /** Sender and date. */
  readonly messageFrom: () => object;
}

/**
 * Makes a supergroup of a group, as Telegram does when a person asks for certain settings: the group has another id from
 * then on, and its bot is told so in both.
 *
 * @throws {PeopleError} It is no group, or a supergroup already.
 * @see https://core.telegram.org/bots/api#message migrate_to_chat_id, migrate_from_chat_id
 */
export function migrateGroup(group: Chat, deps: MigrateDeps): Happened {
  if (group.type !== 'group') throw new PeopleError('Only a group becomes a supergroup, and only once.');
  const supergroup: Chat = { ...group, id: supergroupIdOf(group.id), type: 'supergroup' };
  const isMember = group.state === 'member';
  const tell = (chat: Chat, field: object): number => {
    const messageId = deps.world.conversation.nextMessageId(chat.id);
    const message = { message_id: messageId, ...deps.messageFrom(), chat: chatJson(chat), ...field };
    const update = { update_id: deps.nextUpdateId(), message };
    if (isMember) deps.pushUpdate(update);
    else deps.learn(update);
    return update.update_id;
  };
  tell(group, { migrate_to_chat_id: supergroup.id });
  const updateId = tell(supergroup, { migrate_from_chat_id: group.id });
  return { chatId: supergroup.id, ...(isMember && { updateId }) };
}
