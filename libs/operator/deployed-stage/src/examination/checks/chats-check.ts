import { type TelegramDestination, isTelegramDestination } from '@pulso/contracts/report-plan';

import { type Check } from '../check';
import { TelegramRefusedError } from '../errors';
import { type Judgement, failed, ok, warning } from '../finding';
import { type AskTelegram } from '../ports';

/** @see https://core.telegram.org/bots/api#chatfullinfo */
interface Chat {
  readonly type?: string;
  readonly title?: string;
  readonly permissions?: { readonly can_send_messages?: boolean };
}

/** @see https://core.telegram.org/bots/api#chatmember */
interface Member {
  readonly status?: string;
  readonly can_post_messages?: boolean;
  readonly can_send_messages?: boolean;
}

interface ChatReading {
  readonly chatId: string;
  readonly topicId: number | undefined;
  readonly found: { readonly chat: Chat; readonly member: Member } | TelegramRefusedError;
}

/** Whether the bot may post in every chat that gets reports. */
export const chatsCheck: Check<readonly ChatReading[]> = {
  area: 'chats',
  read: async ({ facts }) => {
    const destinations = (await facts.destinations()).filter(isTelegramDestination);
    if (destinations.length === 0) return [];
    const [ask, { id: botId }] = await Promise.all([facts.telegram(), facts.bot()]);
    return Promise.all(destinations.map((destination) => readChat(destination, ask, botId)));
  },
  judge: (chats) =>
    chats.length === 0 ? [ok('no report goes to a chat')] : chats.flatMap((chat) => [judge(chat), ...judgeTopic(chat)]),
};

async function readChat(
  { chatId, messageThreadId: topicId }: TelegramDestination,
  ask: AskTelegram,
  botId: number,
): Promise<ChatReading> {
  try {
    const [chat, member] = await Promise.all([
      ask('getChat', { chat_id: chatId }),
      ask('getChatMember', { chat_id: chatId, user_id: botId }),
    ]);
    return { chatId, topicId, found: { chat: chat as Chat, member: member as Member } };
  } catch (error) {
    if (!(error instanceof TelegramRefusedError) || error.errorCode === 429) throw error;
    return { chatId, topicId, found: error };
  }
}

const makeAdministrator = 'make it one who may post messages';

/**
 * How Telegram answers about a member of a channel, the bot itself too, where the bot is no administrator.
 *
 * @see https://github.com/tdlib/td/blob/master/td/telegram/DialogParticipantManager.cpp get_channel_participant
 */
const hiddenMembers = /member list is inaccessible/i;

const addBot = 'add the bot to it, to a channel as an administrator who may post messages';

function judge({ chatId, found }: ChatReading): Judgement {
  if (found instanceof TelegramRefusedError) return judgeRefusal(chatId, found);
  const { chat, member } = found;
  const title = chat.title === undefined ? '' : ` "${chat.title}"`;
  const name = `${chat.type ?? 'chat'} ${chatId}${title}`;
  switch (member.status) {
    case 'left':
    case 'kicked':
      return failed(`the bot is not in the ${name}`, addBot);
    case 'creator':
      return ok(`the bot may post in the ${name}`);
    case 'administrator':
      if (chat.type !== 'channel' || member.can_post_messages === true) return ok(`the bot may post in the ${name}`);
      return failed(
        `the bot is an administrator of the ${name} who may not post`,
        'give it the right to post messages',
      );
    case 'restricted':
      if (member.can_send_messages === true) return ok(`the bot may post in the ${name}`);
      return failed(`the bot is muted in the ${name}`, 'lift the restriction');
    case 'member':
      if (chat.type === 'channel') return failed(`the bot is no administrator of the ${name}`, makeAdministrator);
      if (chat.permissions?.can_send_messages === false) {
        return failed(`only administrators may write in the ${name}`, 'make the bot one, or let members write');
      }
      return ok(`the bot may post in the ${name}`);
    default:
      return warning(`the bot's standing in the ${name} is "${member.status}", which is not known here`);
  }
}

function judgeRefusal(chatId: string, { errorCode, description }: TelegramRefusedError): Judgement {
  if (/chat not found/i.test(description)) {
    return failed(
      `Telegram knows no chat ${chatId} with the bot in it`,
      `${addBot}, or correct destinations in infra/stages and deploy the dispatcher`,
    );
  }
  if (hiddenMembers.test(description)) {
    return failed(`the bot is no administrator of the channel ${chatId}`, makeAdministrator);
  }
  if (/upgraded to a supergroup/i.test(description)) {
    return failed(`the group ${chatId} has become a supergroup with another id`, 'put that one into infra/stages');
  }
  if (errorCode === 403) return failed(`the bot may not post in the chat ${chatId}: ${description}`, addBot);
  return failed(
    `Telegram does not tell of the chat ${chatId}: ${errorCode} ${description}`,
    'correct destinations in infra/stages',
  );
}

/** The Bot API has no method that reads a topic. */
const judgeTopic = ({ chatId, topicId, found }: ChatReading): Judgement[] =>
  topicId === undefined || found instanceof TelegramRefusedError
    ? []
    : [warning(`unverified: whether the chat ${chatId} has a topic ${topicId}, which the Bot API does not tell`)];
