import type { EditOutcome, Html } from '@pulso/kit/telegram';

import { type Replies } from '../ports';

/**
 * Withdraws the promise of a placeholder that no run will edit. An edit may be repeated freely, so one that was lost or
 * not sent gets a second try.
 *
 * @returns Whether the chat has been told, or can't be.
 */
export async function admitFailure(
  { chatId, messageId }: { readonly chatId: number; readonly messageId: number },
  text: Html,
  replies: Replies,
): Promise<boolean> {
  const edit = { chatId, messageId, text };
  const first = await replies.editMessage(edit);
  if (!mayBeUntold(first)) return true;
  return !mayBeUntold(await replies.editMessage(edit));
}

const untold: ReadonlySet<EditOutcome['status']> = new Set(['unknown', 'not-sent', 'rate-limited', 'unauthorized']);

const mayBeUntold = ({ status }: EditOutcome): boolean => untold.has(status);
