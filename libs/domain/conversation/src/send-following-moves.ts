import { type Html } from '@pulso/telegram-html';
import { type CallFailure } from '@pulso/telegram-outcomes';

import { type Buttons, type OutgoingMessage, type Replies } from './ports';
import { type MessageRequest } from './user-request';

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
  const outcome = await send({
    chatId,
    text,
    ...(isGroup ? { replyToMessageId: messageId } : {}),
    ...(topicId === undefined ? {} : { topicId }),
  });
  return outcome.status === 'migrated' ? send({ chatId: Number(outcome.toChatId), text }) : outcome;

  async function send(message: OutgoingMessage): Promise<Sent | CallFailure> {
    const sent = await replies.sendMessage({ ...message, ...(buttons ? { buttons } : {}) });
    return sent.status === 'sent' ? { ...sent, chatId: message.chatId } : sent;
  }
}
