import { type Html } from '@pulso/telegram-html';

import { type CallFailure, type OutgoingMessage, type Replies } from './ports';
import { type MessageRequest } from './user-request';

type Sent = { readonly type: 'sent'; readonly chatId: number; readonly messageId: number };

/**
 * Sends a message to where a request came from. If the group has become a supergroup meanwhile, it is sent there,
 * without pointing at the request, whose message id means another message there.
 *
 * @returns With the chat in which the message is now; `moved` only after a second move in a row.
 */
export async function sendFollowingMoves(
  { chatId, messageId, topicId, isGroup }: MessageRequest,
  text: Html,
  replies: Replies,
): Promise<Sent | CallFailure> {
  const result = await send({
    chatId,
    text,
    ...(isGroup ? { replyToMessageId: messageId } : {}),
    ...(topicId === undefined ? {} : { topicId }),
  });
  return result.type === 'moved' ? send({ chatId: result.chatId, text }) : result;

  async function send(message: OutgoingMessage): Promise<Sent | CallFailure> {
    const sent = await replies.sendMessage(message);
    return sent.type === 'sent' ? { ...sent, chatId: message.chatId } : sent;
  }
}
