import { type Handlers } from '@pulso/local/console-api';
import { type BotApiServer, PeopleError, type Chat, shownMessage } from '@pulso/local/telegram';

import { byLatest, chatSummary } from './chat/chat-summary';
import { commandMenu } from './chat/command-menu';
import { messagePage } from './chat/message-page';
import { RefusedOperationError } from './errors';

type ChatOperation = Extract<keyof Handlers, `chat.${string}`>;

/** @returns What lets people talk to the bot. */
export function createChatHandlers({ botApi }: { readonly botApi: BotApiServer }): Handlers<ChatOperation> {
  const { people, conversation } = botApi;
  const summaryOf = (chat: Chat, latest = conversation.latest()) =>
    chatSummary(chat, {
      last: latest.get(chat.id),
      // The bot gives each of its admins a menu of their own.
      isAdmin: chat.type === 'private' && botApi.commands(`chat ${chat.id} `).length > 0,
    });
  return {
    'chat.list': () => {
      const latest = conversation.latest();
      const there = botApi.chats().filter(({ state }) => state !== 'migrated');
      return there.map((chat) => summaryOf(chat, latest)).toSorted(byLatest);
    },
    'chat.enter': refusing(({ kind, topic, ...place }) => {
      if (topic !== undefined) people.createTopic(place, topic);
      const isHeard = botApi.webhookStatus().url !== '';
      return { chat: summaryOf(people.enter(place, kind)), isHeard };
    }),
    'chat.messages': ({ chatId, ...page }) => {
      const { messages, hasEarlier } = messagePage(conversation.messagesOf(chatId), page);
      return { messages: messages.map(shownMessage), hasEarlier };
    },
    'chat.say': refusing(({ text, replyTo, topicId, ...place }) =>
      people.say(place, text, { replyToMessageId: replyTo, topicId }),
    ),
    'chat.press': refusing(({ messageId, data, ...place }) => people.press(place, messageId, data)),
    'chat.set-member': refusing(({ isMember, ...place }) => people.setMember(place, isMember)),
    'chat.promote': refusing(({ isAdmin, ...place }) => people.promote(place, isAdmin)),
    'chat.migrate': refusing((place) => people.migrate(place)),
    'chat.set-language': refusing(({ person, languageCode }) =>
      summaryOf(people.setLanguage({ person }, languageCode)),
    ),
    'chat.commands': refusing((place) =>
      commandMenu(botApi.commands, people.enter({ person: place.person }), people.enter(place)),
    ),
    'chat.set-flood-control': ({ isOn }) => {
      botApi.setFloodControl(isOn ? 'on' : 'off');
      return { isOn };
    },
  };
}

/** What Telegram's app would not let a person do is said to the person who asked. */
const refusing =
  <Input, Output>(act: (input: Input) => Output) =>
  (input: Input): Output => {
    try {
      return act(input);
    } catch (error) {
      if (error instanceof PeopleError) throw new RefusedOperationError(error.message, { cause: error });
      throw error;
    }
  };
