import type { CallFailure, Html } from '@pulso/kit/telegram';

import { type Buttons, type OutgoingFile, type Replies } from '../ports';
import { type RequestContext } from '../user-request';
import { type RepliedTo, sendFollowingMoves } from './send-following-moves';

/** A message to where a request came from. */
export interface ReplyMessage {
  readonly text: Html;
  readonly file?: OutgoingFile;
  readonly buttons?: Buttons;
}

/**
 * Sends the messages of a reply in their order. After each but the last it notes how many are sent, so that a second
 * delivery of the update sends the rest; one that dies between the two repeats one message.
 *
 * @returns undefined once all are sent, else the failure of the first that was not.
 * @throws The note can't be written. Telegram must deliver again.
 */
export async function sendMessages(
  request: RepliedTo,
  messages: readonly ReplyMessage[],
  { sentCount, noteSent }: Pick<RequestContext, 'sentCount' | 'noteSent'>,
  replies: Replies,
): Promise<CallFailure | undefined> {
  for (const [index, message] of messages.entries()) {
    if (index < sentCount) continue;
    const sending = await sendFollowingMoves(request, message, replies);
    if (sending.status !== 'sent') return sending;
    if (index < messages.length - 1) await noteSent(index + 1);
  }
  return undefined;
}
