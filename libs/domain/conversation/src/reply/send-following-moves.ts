import { type CallFailure } from '@pulso/kit/telegram';

import { type OutgoingMessage, type Replies } from '../ports';
import { type MessageToTopic, sendToTopic } from './send-to-topic';

type Sent = { readonly status: 'sent'; readonly chatId: number; readonly messageId: number };

/** Where a request came from. */
export interface RepliedTo {
  readonly chatId: number;
  /** Of the message that is replied to in a group; undefined: none is. */
  readonly messageId: number | undefined;
  readonly topicId: number | undefined;
  readonly isGroup: boolean;
}

/**
 * Sends a message to where a request came from. If the group has become a supergroup meanwhile, it is sent there,
 * without pointing at the request, whose message id means another message there.
 *
 * @returns With the chat in which the message is now; `migrated` only after a second move in a row.
 */
export async function sendFollowingMoves(
  { chatId, messageId, topicId, isGroup }: RepliedTo,
  content: Pick<OutgoingMessage, 'text' | 'file' | 'buttons'>,
  replies: Replies,
): Promise<Sent | CallFailure> {
  const pointer = isGroup && messageId !== undefined ? { replyToMessageId: messageId } : {};
  const first = await send({ chatId, ...content, topicId, ...pointer });
  return first.status === 'migrated' ? send({ chatId: Number(first.toChatId), ...content, topicId: undefined }) : first;

  async function send(message: MessageToTopic): Promise<Sent | CallFailure> {
    const { outcome } = await sendToTopic(message, replies);
    return outcome.status === 'sent' ? { ...outcome, chatId: message.chatId } : outcome;
  }
}
