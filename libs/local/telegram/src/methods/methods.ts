import { answerCallbackQuery } from './answer-callback-query';
import { botTextMethods } from './bot-texts';
import { deleteMessage } from './delete-message';
import { editMessageMedia } from './edit-message-media';
import { editMessageText } from './edit-message-text';
import { getChat, getChatMember } from './get-chat';
import { getMe } from './get-me';
import { getWebhookInfo } from './get-webhook-info';
import { type Method } from './method';
import { sendDocument } from './send-document';
import { sendMessage } from './send-message';
import { sendPhoto } from './send-photo';
import { deleteMyCommands, getMyCommands, setMyCommands } from './set-my-commands';
import { deleteWebhook, setWebhook } from './set-webhook';

/** Every method that is emulated. */
export const methods = {
  getMe,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
  sendMessage,
  sendPhoto,
  sendDocument,
  editMessageText,
  editMessageMedia,
  deleteMessage,
  answerCallbackQuery,
  setMyCommands,
  getMyCommands,
  deleteMyCommands,
  ...botTextMethods,
  getChat,
  getChatMember,
} satisfies Record<string, Method>;

export type MethodName = keyof typeof methods;

const namesByLowerCase = new Map(Object.keys(methods).map((name) => [name.toLowerCase(), name as MethodName]));

/** @param name - In any case: Telegram does not tell `getme` from `getMe`. */
export const findMethodName = (name: string): MethodName | undefined => namesByLowerCase.get(name.toLowerCase());
