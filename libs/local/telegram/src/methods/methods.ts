import { answerCallbackQuery } from './answer-callback-query';
import { botTextMethods } from './bot-texts';
import { copyMessage } from './copy-message';
import { deleteMessage, deleteMessages } from './delete-message';
import { editMessageCaption } from './edit-message-caption';
import { editMessageMedia } from './edit-message-media';
import { editMessageReplyMarkup } from './edit-message-reply-markup';
import { editMessageText } from './edit-message-text';
import { forwardMessage } from './forward-message';
import { getChat, getChatAdministrators, getChatMember, getChatMemberCount, leaveChat } from './get-chat';
import { getFile } from './get-file';
import { getMe } from './get-me';
import { getUpdates } from './get-updates';
import { getWebhookInfo } from './get-webhook-info';
import { type Method } from './method';
import { getChatMenuButton, setChatMenuButton } from './menu-button';
import { pinChatMessage, unpinAllChatMessages, unpinChatMessage } from './pin-message';
import { sendChatAction } from './send-chat-action';
import { sendDocument, sendPhoto } from './send-file';
import { sendMessage } from './send-message';
import { deleteMyCommands, getMyCommands, setMyCommands } from './set-my-commands';
import { deleteWebhook, setWebhook } from './set-webhook';

/** Every method that is emulated. */
export const methods = {
  getMe,
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
  sendMessage,
  sendPhoto,
  sendDocument,
  forwardMessage,
  copyMessage,
  getFile,
  editMessageText,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  deleteMessage,
  deleteMessages,
  sendChatAction,
  answerCallbackQuery,
  setMyCommands,
  getMyCommands,
  deleteMyCommands,
  ...botTextMethods,
  setChatMenuButton,
  getChatMenuButton,
  getChat,
  getChatMember,
  getChatMemberCount,
  getChatAdministrators,
  leaveChat,
  pinChatMessage,
  unpinChatMessage,
  unpinAllChatMessages,
} satisfies Record<string, Method>;

export type MethodName = keyof typeof methods;

const namesByLowerCase = new Map(Object.keys(methods).map((name) => [name.toLowerCase(), name as MethodName]));

/** @param name - In any case: Telegram does not tell `getme` from `getMe`. */
export const findMethodName = (name: string): MethodName | undefined => namesByLowerCase.get(name.toLowerCase());
