import { badRequest, notEmulated } from '../bot-api-error';
import { type CallParameters } from '../call-parameters';
import { type Chat } from '../chats';
import { type Attachment } from '../conversation';
import { findChat } from '../find-chat';
import { type FormattedText } from '../formatting/parse-html';
import { replyMarkup } from '../formatting/reply-markup';
import { asInteger, asObject } from '../telegram-types';
import { messageJson } from './message-json';
import { type MethodContext, type MethodResult } from './method';

/** What a message shows; its text is a caption when there is an attachment. */
export interface NewContent extends FormattedText {
  readonly linkPreviewDisabled: boolean;
  readonly attachment?: Attachment;
}

/** Posts a message of the bot. @throws {BotApiError} What the chat or the message that is replied to does not allow. */
export function postMessage(
  parameters: CallParameters,
  context: MethodContext,
  { text, entities, linkPreviewDisabled, attachment }: NewContent,
): MethodResult {
  const reply = readReply(parameters);
  const markup = replyMarkup(parameters);
  const chat = findChat(parameters, context.chats, 'write');
  const replied = reply && findReplied(reply, chat, context);
  const topicId = topicOf(parameters, chat) ?? replied?.topicId;
  context.floodControl.admit(chat);
  const message = context.conversation.add({
    chatId: chat.id,
    from: 'bot',
    silent: parameters.flag('disable_notification'),
    linkPreviewDisabled,
    ...(replied && { replyToMessageId: replied.messageId }),
    ...(topicId !== undefined && { topicId }),
    ...(attachment && { attachment }),
    atMs: context.clock.nowMs(),
    text,
    entities,
    ...(markup && { replyMarkup: markup }),
  });
  return { result: messageJson(message, context) };
}

interface Reply {
  readonly messageId: number;
  readonly mayBeMissing: boolean;
}

/** @see https://core.telegram.org/bots/api#replyparameters */
function readReply(parameters: CallParameters): Reply | undefined {
  parameters.refuse('reply_to_message_id');
  const given = parameters.json('reply_parameters', 'reply parameters');
  if (given === undefined) return undefined;
  const { message_id: messageId, allow_sending_without_reply: mayBeMissing = false, ...others } = asObject(given);
  const [other] = Object.keys(others);
  if (other !== undefined) throw notEmulated(`a reply with ${other}`);
  if (asInteger(messageId) === undefined) throw badRequest('Field "message_id" must be a valid Number');
  return { messageId: Number(messageId), mayBeMissing: mayBeMissing === true };
}

function findReplied({ messageId, mayBeMissing }: Reply, chat: Chat, { conversation }: MethodContext) {
  const replied = conversation.find(chat.id, messageId);
  if (replied) return replied;
  if (mayBeMissing) return undefined;
  throw badRequest('message to be replied not found');
}

/**
 * A forum's topic is known by what was said in it. A reply stands in the topic of what it replies to.
 *
 * @throws {BotApiError} 400, there is no such topic.
 */
function topicOf(parameters: CallParameters, { topicIds = [] }: Chat): number | undefined {
  const topicId = parameters.integer('message_thread_id');
  if (topicId === 0) return undefined;
  if (!topicIds.includes(topicId)) throw badRequest('Message thread not found');
  return topicId;
}
