import { type BotApiError, badRequest, forbidden } from './bot-api-error';
import { type CallParameters } from './call-parameters';
import { type Chat, type Chats } from './chats';

/** What a call wants to do in the chat: Telegram lets some states edit or read that may not write. */
export type ChatAccess = 'write' | 'edit' | 'read' | 'read-members';

/**
 * Finds the chat that a call addresses and checks the bot's standing there.
 *
 * @throws {BotApiError} 400 or 403 with Telegram's text.
 * @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp check_chat, check_chat_access
 */
export function findChat(parameters: CallParameters, chats: Chats, access: ChatAccess): Chat {
  const chatId = parameters.text('chat_id');
  if (chatId === '') throw badRequest('chat_id is empty');
  const chat = chatId.startsWith('@') ? chats.findByUsername(chatId) : chats.get(parameters.integer('chat_id'));
  if (!chat) throw badRequest('chat not found');

  const refusal =
    access === 'read' || access === 'read-members' ? refusalToRead(chat, access) : refusalOf(chat, access);
  if (refusal) throw refusal;
  return chat;
}

/** A group's members are read by those alone who may write there; a public supergroup or channel is open to anybody. */
function refusalToRead(chat: Chat, access: 'read' | 'read-members'): BotApiError | undefined {
  switch (chat.type) {
    case 'private':
      return undefined;
    case 'group':
      return access === 'read' || chat.state === 'read-only' ? undefined : refusalOf(chat, 'write');
    case 'supergroup':
    case 'channel': {
      const isClosed = chat.state === 'kicked' || (chat.state === 'left' && chat.username === undefined);
      return isClosed ? refusalOf(chat, 'write') : undefined;
    }
    default:
      return chat.type satisfies never;
  }
}

function refusalOf(chat: Chat, access: 'write' | 'edit'): BotApiError | undefined {
  switch (chat.state) {
    case 'member':
      return undefined;
    case 'kicked':
      return forbidden(`bot was kicked from the ${chat.type} chat`);
    case 'left':
      return forbidden(`bot is not a member of the ${chat.type} chat`);
    case 'blocked':
      // Unverified: the server's own check does not look at blocks, so an edit of an older message goes through here.
      return access === 'edit' ? undefined : forbidden('bot was blocked by the user');
    case 'not-started':
      return forbidden("bot can't initiate conversation with a user");
    case 'deactivated':
      return chat.type === 'private' ? forbidden('user is deactivated') : forbidden('the group chat was deleted');
    case 'read-only':
      return chat.type === 'channel'
        ? badRequest('need administrator rights in the channel chat')
        : badRequest('not enough rights to send text messages to the chat');
    case 'migrated':
      // Unverified: only calls that write are told about the move; what an edit is told was not found in the source.
      return access === 'edit'
        ? badRequest("message can't be edited")
        : badRequest('group chat was upgraded to a supergroup chat', {
            ...(chat.migratedToChatId !== undefined && { migrate_to_chat_id: chat.migratedToChatId }),
          });
    default:
      return chat.state satisfies never;
  }
}
