import { type SendOutcome, isTopicMissing } from '@pulso/kit/telegram';

import { type OutgoingMessage, type Replies } from '../ports';

/** Undefined: to the chat itself. */
export type MessageToTopic = Omit<OutgoingMessage, 'topicId'> & { readonly topicId: number | undefined };

/**
 * Sends a message to a topic, or without naming it where Telegram does not find it. That happens with the topic of a
 * message that Telegram has just delivered: in private chats with topics, and in groups that have switched topics off.
 *
 * The refusal is certain, so nothing is posted twice. In a group, the message to which it replies still decides the topic.
 *
 * @returns With the topic that the call of this outcome has named.
 * @see https://github.com/tdlib/telegram-bot-api/issues/847
 */
export async function sendToTopic(
  { topicId, ...message }: MessageToTopic,
  { sendMessage }: Pick<Replies, 'sendMessage'>,
): Promise<{ readonly outcome: SendOutcome; readonly topicId: number | undefined }> {
  if (topicId !== undefined) {
    const outcome = await sendMessage({ ...message, topicId });
    if (!isTopicMissing(outcome)) return { outcome, topicId };
  }
  return { outcome: await sendMessage(message), topicId: undefined };
}
