import { answerCallbackQuery } from './answer-callback-query';
import { deleteMessage } from './delete-message';
import { editMessageText } from './edit-message-text';
import { getMe } from './get-me';
import { getUpdates } from './get-updates';
import { getWebhookInfo } from './get-webhook-info';
import { type Method } from './method';
import { sendChatAction } from './send-chat-action';
import { sendMessage } from './send-message';
import { getMyCommands, setMyCommands } from './set-my-commands';
import { deleteWebhook, setWebhook } from './set-webhook';

/** Every method that is emulated. */
export const methods = {
  getMe,
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
  sendMessage,
  editMessageText,
  deleteMessage,
  sendChatAction,
  answerCallbackQuery,
  setMyCommands,
  getMyCommands,
} satisfies Record<string, Method>;

export type MethodName = keyof typeof methods;

const namesByLowerCase = new Map(Object.keys(methods).map((name) => [name.toLowerCase(), name as MethodName]));

/** @param name - In any case: Telegram does not tell `getme` from `getMe`. */
export const findMethodName = (name: string): MethodName | undefined => namesByLowerCase.get(name.toLowerCase());
