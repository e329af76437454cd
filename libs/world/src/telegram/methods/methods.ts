import { type Method } from '../telegram-state';
import {
  deleteMyCommands,
  getMe,
  getMyCommands,
  getMyDescription,
  getMyShortDescription,
  setMyCommands,
  setMyDescription,
  setMyShortDescription,
} from './bot-settings';
import { answerCallbackQuery, getChat, getChatMember } from './chat-methods';
import { editMessageMedia, editMessageText } from './edit-message';
import { sendDocument, sendMessage, sendPhoto } from './send-message';
import { deleteWebhook, getWebhookInfo, setWebhook } from './webhook-methods';

interface EmulatedMethod {
  readonly execute: Method;
  /** All parameters of the method. Others are refused, since silence would look like support. */
  readonly parameters: readonly string[];
}

const ofMessage = ['chat_id', 'message_thread_id', 'disable_notification', 'reply_parameters', 'reply_markup'];
const ofText = ['text', 'parse_mode', 'link_preview_options'];
const ofCaption = ['caption', 'parse_mode'];
const ofCommands = ['scope', 'language_code'];

/** Every method that is emulated: what the bot, the notifier and the operator's commands call. */
export const methods = {
  getMe: { execute: getMe, parameters: [] },
  setWebhook: {
    execute: setWebhook,
    parameters: ['url', 'secret_token', 'max_connections', 'allowed_updates'],
  },
  deleteWebhook: { execute: deleteWebhook, parameters: [] },
  getWebhookInfo: { execute: getWebhookInfo, parameters: [] },
  sendMessage: { execute: sendMessage, parameters: [...ofMessage, ...ofText] },
  sendPhoto: { execute: sendPhoto, parameters: [...ofMessage, ...ofCaption, 'photo'] },
  sendDocument: { execute: sendDocument, parameters: [...ofMessage, ...ofCaption, 'document'] },
  editMessageText: {
    execute: editMessageText,
    parameters: ['chat_id', 'message_id', 'reply_markup', ...ofText],
  },
  editMessageMedia: { execute: editMessageMedia, parameters: ['chat_id', 'message_id', 'reply_markup', 'media'] },
  answerCallbackQuery: { execute: answerCallbackQuery, parameters: ['callback_query_id', 'text', 'show_alert'] },
  setMyCommands: { execute: setMyCommands, parameters: ['commands', ...ofCommands] },
  getMyCommands: { execute: getMyCommands, parameters: ofCommands },
  deleteMyCommands: { execute: deleteMyCommands, parameters: ofCommands },
  setMyDescription: { execute: setMyDescription, parameters: ['description', 'language_code'] },
  getMyDescription: { execute: getMyDescription, parameters: ['language_code'] },
  setMyShortDescription: { execute: setMyShortDescription, parameters: ['short_description', 'language_code'] },
  getMyShortDescription: { execute: getMyShortDescription, parameters: ['language_code'] },
  getChat: { execute: getChat, parameters: ['chat_id'] },
  getChatMember: { execute: getChatMember, parameters: ['chat_id', 'user_id'] },
} satisfies Record<string, EmulatedMethod>;

export type MethodName = keyof typeof methods;

const namesByLowerCase = new Map(Object.keys(methods).map((name) => [name.toLowerCase(), name as MethodName]));

/** @param name - Any case: for Telegram `getme` equals `getMe`. */
export const findMethodName = (name: string): MethodName | undefined => namesByLowerCase.get(name.toLowerCase());
