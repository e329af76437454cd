import { badRequest } from '../bot-api-error';
import { type CallParameters } from '../call-parameters';
import { type Chat } from '../chats';
import { findChat } from '../find-chat';
import { inlineKeyboard } from '../formatting/inline-keyboard';
import { messageText } from '../formatting/message-text';
import { asInteger, asObject } from '../telegram-types';
import { messageJson } from './message-json';
import { type Method, type MethodContext } from './method';
import { refuseVariants } from './refuse-variants';

/** @see https://core.telegram.org/bots/api#sendmessage */
export const sendMessage: Method = (parameters, context) => {
  refuseVariants(parameters);
  const formatted = messageText(parameters);
  const replyMarkup = inlineKeyboard(parameters);
  const chat = findChat(parameters, context.chats, 'write');
  const replyToMessageId = repliedMessageId(parameters, chat, context);
  const message = context.conversation.add({
    chatId: chat.id,
    from: 'bot',
    silent: parameters.flag('disable_notification'),
    linkPreviewDisabled: isLinkPreviewDisabled(parameters),
    ...(replyToMessageId !== undefined && { replyToMessageId }),
    atMs: context.clock.nowMs(),
    ...formatted,
    ...(replyMarkup && { replyMarkup }),
  });
  return { result: messageJson(message, context) };
};

function repliedMessageId(parameters: CallParameters, chat: Chat, { conversation }: MethodContext): number | undefined {
  const reply = asObject(parameters.json('reply_parameters', 'reply parameters'));
  const messageId = asInteger(reply['message_id']) ?? parameters.integer('reply_to_message_id');
  if (messageId === 0) return undefined;
  if (conversation.find(chat.id, messageId)) return messageId;
  if (reply['allow_sending_without_reply'] === true || parameters.flag('allow_sending_without_reply')) return undefined;
  throw badRequest('message to be replied not found');
}

/** The newer parameter wins over the one it replaced. */
function isLinkPreviewDisabled(parameters: CallParameters): boolean {
  const options = parameters.json('link_preview_options', 'link preview options');
  if (options === undefined) return parameters.flag('disable_web_page_preview');
  return asObject(options)['is_disabled'] === true;
}
