export { type BotApiEvent } from './bot-api-event';
export { type BotApiServer, type BotApiServerOptions } from './bot-api-server';
export { type ConversationMessage } from './conversation';
export { type Fault } from './faults';
export { showHtml } from './formatting/parse-html';
export { type MethodName } from './methods/methods';
export { type Chat } from './chats';
export { type Place } from './people/people';
export { PeopleError } from './people/people-error';
export { shownMessage } from './people/people-event';
export {
  type Happened,
  type InlineButton,
  type MessageEntity,
  type PeopleEvent,
  type ShownMessage,
} from './people/what-people-see';
export { startBotApiServer } from './start-bot-api-server';
export { type BotUser } from './telegram-types';
