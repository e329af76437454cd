import { type SendOutcome } from '@pulso/telegram-outcomes';

import { type OutgoingMessage, type Replies } from './ports';

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
  message: OutgoingMessage,
  { sendMessage }: Pick<Replies, 'sendMessage'>,
): Promise<{ readonly outcome: SendOutcome; readonly topicId: number | undefined }> {
  const { topicId, ...withoutTopic } = message;
  const outcome = await sendMessage(message);
  return topicId !== undefined && isTopicMissing(outcome)
    ? { outcome: await sendMessage(withoutTopic), topicId: undefined }
    : { outcome, topicId };
}

const isTopicMissing = (outcome: SendOutcome): boolean =>
  outcome.status === 'rejected' && /thread not found/i.test(outcome.description);
