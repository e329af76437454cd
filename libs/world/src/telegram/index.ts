export { CallParameters, type JsonObject, type UploadedFile, asObject } from './call-parameters';
export { type Chat } from './chats';
export { type ConversationMessage } from './conversation';
export { showHtml } from './formatting/parse-html';
export { type MethodName, findMethodName } from './methods/methods';
export { PeopleError } from './people/cast';
export { type BotApiAnswer, BotApiError, badRequest, refusalAnswer, unauthorized } from './refusals';
export { type TelegramOptions, Telegram } from './telegram';
export { type BotUser } from './telegram-state';
export { type TelegramUpdate } from './webhook/update-schedule';
export { type PendingUpdate, type PushAnswer, type Webhook } from './webhook/webhook';
export {
  type BotCommand,
  type Happened,
  type InlineButton,
  type MessageEntity,
  type PeopleEvent,
  type ShownMessage,
} from './what-people-see';
