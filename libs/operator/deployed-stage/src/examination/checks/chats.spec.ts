import { describeProblems } from '../testing/describe-problems';
import { functionsWith, telegramWith } from '../testing/healthy-stage';
import { type DoctorPorts } from '../ports';
import { TelegramRefusedError } from '../errors';

const chat = (type: string, member: object, more: object = {}): Partial<DoctorPorts> =>
  telegramWith({ getChat: { type, ...more }, getChatMember: member });

const refusedChat = (errorCode: number, description: string): Partial<DoctorPorts> =>
  telegramWith({ getChat: new TelegramRefusedError('getChat', errorCode, description) });

const destinations = (list: readonly object[]): Partial<DoctorPorts> =>
  functionsWith('dispatcher', { environment: { REPORT_DESTINATIONS: JSON.stringify({ owners: list }) } });

describeProblems('chats', [
  [
    'an unknown chat',
    refusedChat(400, 'Bad Request: chat not found'),
    /^failed: .*knows no chat -1001.* → .*add the bot to it/,
  ],
  [
    'a group that has moved',
    refusedChat(400, 'Bad Request: group chat was upgraded to a supergroup chat'),
    /^failed: .*another id/,
  ],
  [
    'a chat that has thrown the bot out',
    refusedChat(403, 'Forbidden: bot was kicked from the channel chat'),
    /^failed: .*may not post in the chat -1001: Forbidden/,
  ],
  ['a chat that is none', refusedChat(400, 'Bad Request: chat_id is empty'), /^failed: .*does not tell of/],
  ['a chat that the bot has left', chat('supergroup', { status: 'left' }), /^failed: .*not in the supergroup/],
  [
    'a channel of which the bot is no administrator',
    telegramWith({
      getChat: { type: 'channel' },
      getChatMember: new TelegramRefusedError('getChatMember', 400, 'Bad Request: member list is inaccessible'),
    }),
    /^failed: .*no administrator of the channel -1001.* → .*who may post messages/,
  ],
  ['an ordinary member of a channel', chat('channel', { status: 'member' }), /^failed: .*no administrator/],
  ['an administrator who may not post', chat('channel', { status: 'administrator' }), /^failed: .*who may not post/],
  ['a muted bot', chat('supergroup', { status: 'restricted', can_send_messages: false }), /^failed: .*muted/],
  [
    'a group of administrators',
    chat('supergroup', { status: 'member' }, { permissions: { can_send_messages: false } }),
    /^failed: .*only administrators may write/,
  ],
  ['a new kind of member', chat('supergroup', { status: 'guest' }), /^warning: .*"guest"/],
  [
    'a topic',
    destinations([{ type: 'telegram', chatId: '-1001', messageThreadId: 7, showsProgress: false }]),
    /^warning: .*unverified: whether .* has a topic 7/,
  ],
  [
    'destinations that can not be read',
    functionsWith('dispatcher', { environment: {} }),
    /^warning: .*not checked, as .* REPORT_DESTINATIONS/,
  ],
]);
