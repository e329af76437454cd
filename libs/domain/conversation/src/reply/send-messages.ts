import { type CallFailure, type SendOutcome, defined, isTopicMissing } from '@pulso/kit/telegram';

import { type CallbackRequest, type UserRequest } from '../intake/user-request';
import { type AnswerResult, type Outcome, type OutgoingMessage, type Replies } from '../ports';
import { type RequestContext, type WebhookDeps } from '../webhook-deps';
import { settleFailure } from './settle-failure';

/** Where a request came from. Without `messageId` the message in a group is not a reply. */
export type RepliedTo = Pick<UserRequest, 'messageId' | 'topicId' | 'isGroup'> & { readonly chatId: number };

/** A message to where a request came from. */
export type ReplyMessage = Pick<OutgoingMessage, 'text' | 'file' | 'buttons'>;

/** Answers a request by messages, as {@link sendMessages}. */
export async function reply(
  request: RepliedTo & { readonly updateId: number },
  messages: readonly ReplyMessage[],
  context: RequestContext,
  { log }: Pick<WebhookDeps, 'log'>,
  outcome: Outcome = 'answered',
): Promise<AnswerResult> {
  const failure = await sendMessages(request, messages, context);
  return failure ? settleFailure(failure, request.updateId, log) : { type: 'settled', outcome };
}

/**
 * Sends the messages of a reply in their order. After each but the last it notes how many are sent, so that a second
 * delivery of the update sends the rest; a handler that dies between the two repeats one message.
 *
 * @returns undefined once all are sent, else the failure of the first that was not.
 * @throws The note can't be written. Telegram must deliver again.
 */
export async function sendMessages(
  request: RepliedTo,
  messages: readonly ReplyMessage[],
  { sentCount, noteSent, replies }: Pick<RequestContext, 'sentCount' | 'noteSent' | 'replies'>,
): Promise<CallFailure | undefined> {
  for (const [index, message] of messages.entries()) {
    if (index < sentCount) continue;
    const sending = await sendFollowingMoves(request, message, replies);
    if (sending.status !== 'sent') return sending;
    if (index < messages.length - 1) await noteSent(index + 1);
  }
  return undefined;
}

/**
 * Sends a message to where a request came from. If the group has become a supergroup meanwhile, it is sent there,
 * without pointing at the request, whose message id means another message there.
 */
async function sendFollowingMoves(
  { chatId, messageId, topicId, isGroup }: RepliedTo,
  message: ReplyMessage,
  replies: Replies,
): Promise<SendOutcome> {
  const pointer = isGroup && messageId !== undefined ? { replyToMessageId: messageId } : {};
  const { outcome } = await sendToTopic({ chatId, ...message, topicId, ...pointer }, replies);
  return outcome.status === 'migrated'
    ? replies.sendMessage({ chatId: Number(outcome.toChatId), ...message })
    : outcome;
}

/**
 * Sends a message to a topic, or without naming it where Telegram does not find it. That happens with the topic of a
 * message that Telegram has just delivered: in private chats with topics, and in groups that have switched topics off.
 *
 * The refusal is certain, so nothing is posted twice. In a group, the message to which it replies still decides the topic.
 *
 * @returns The outcome, and the topic that its call has named.
 * @see https://github.com/tdlib/telegram-bot-api/issues/847
 */
export async function sendToTopic(
  { topicId, ...message }: Omit<OutgoingMessage, 'topicId'> & { readonly topicId: number | undefined },
  { sendMessage }: Replies,
): Promise<{ readonly outcome: SendOutcome; readonly topicId: number | undefined }> {
  if (topicId !== undefined) {
    const outcome = await sendMessage({ ...message, topicId });
    if (!isTopicMissing(outcome)) return { outcome, topicId };
  }
  return { outcome: await sendMessage(message), topicId: undefined };
}

/**
 * Ends the spinner of a press, with or without a notice. A failure stops nothing: the press was too old, or an earlier
 * attempt has answered it.
 *
 * @returns What a failure means for a press that gets only a notice.
 */
export async function answerPress(
  { updateId, callbackQueryId }: CallbackRequest,
  text: string | undefined,
  { replies }: RequestContext,
  { log }: WebhookDeps,
): Promise<AnswerResult | undefined> {
  const answered = await replies.answerCallbackQuery({ callbackQueryId, ...defined({ text }) });
  return answered.status === 'answered' ? undefined : settleFailure(answered, updateId, log);
}
