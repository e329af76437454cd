import { type Handlers } from '@pulso/console-api';
import { type BotApiServer, PeopleError, type Chat, shownMessage } from '@pulso/local-telegram';

import { chatSummaries, chatSummary } from './chat/chat-summary';
import { commandMenu } from './chat/command-menu';
import { messagePage } from './chat/message-page';
import { RefusedOperationError } from './errors';

type ChatOperation = Extract<keyof Handlers, `chat.${string}`>;

/** @returns What lets people talk to the bot. */
export function createChatHandlers({ botApi }: { readonly botApi: BotApiServer }): Handlers<ChatOperation> {
  const { people, conversation } = botApi;
  const summaryOf = (chat: Chat) => chatSummary(chat, conversation.latest().get(chat.id));
  return {
    'chat.list': () => chatSummaries(botApi.chats(), conversation.latest()),
    'chat.enter': refusing(({ kind, topic, ...place }) => {
      if (topic !== undefined) people.createTopic(place, topic);
      const person = people.enter({ person: place.person });
      const chat = people.enter(place, kind);
      const isHeard = botApi.webhookStatus().url !== '' || botApi.isPolled();
      return { person: summaryOf(person), chat: summaryOf(chat), isHeard };
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
