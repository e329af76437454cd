import { type Html } from '@pulso/kit/telegram-html';
import { type CallFailure } from '@pulso/kit/telegram-outcomes';

import { type Buttons, type Replies } from '../ports';
import { type MessageRequest } from '../user-request';
import { type MessageToTopic, sendToTopic } from './send-to-topic';

type Sent = { readonly status: 'sent'; readonly chatId: number; readonly messageId: number };

/**
 * Sends a message to where a request came from. If the group has become a supergroup meanwhile, it is sent there,
 * without pointing at the request, whose message id means another message there.
 *
 * @returns With the chat in which the message is now; `migrated` only after a second move in a row.
 */
export async function sendFollowingMoves(
  { chatId, messageId, topicId, isGroup }: MessageRequest,
  text: Html,
  replies: Replies,
  buttons?: Buttons,
): Promise<Sent | CallFailure> {
  const first = await send({ chatId, text, topicId, ...(isGroup ? { replyToMessageId: messageId } : {}) });
  return first.status === 'migrated' ? send({ chatId: Number(first.toChatId), text, topicId: undefined }) : first;

  async function send(message: MessageToTopic): Promise<Sent | CallFailure> {
    const { outcome } = await sendToTopic({ ...message, ...(buttons ? { buttons } : {}) }, replies);
    return outcome.status === 'sent' ? { ...outcome, chatId: message.chatId } : outcome;
  }
}
