import { alarmedEvents } from '@pulso/contracts/envelope';
import { errorFields } from '@pulso/kit/runtime';
import { html } from '@pulso/kit/telegram';
import { botTextsOf } from '@pulso/kit/texts';

import { type MembershipChange } from '../intake/classify-update';
import { type Update } from '../intake/read-update';
import { type WebhookAnswer } from '../intake/webhook-call';
import { type Replies } from '../ports';
import { pseudonymOf } from '../usage-record-of';
import { type WebhookDeps } from '../webhook-deps';
import { handleOnce } from './handle-once';

/**
 * Records once that the bot was added, removed, stopped or started again, and introduces it to a new group. That is not
 * a request: no person is counted or remembered.
 *
 * The introduction is tried once and may get lost: a group does without it, and two of them are noise.
 *
 * @throws The claim store or the secrets fail. Telegram must deliver again.
 */
export async function handleMembership(
  update: Update,
  membership: MembershipChange,
  deps: WebhookDeps,
): Promise<WebhookAnswer> {
  const key = await deps.readPseudonymKey();
  const { updateId, change, chatType, chatId } = membership;
  return handleOnce({ updateId, claimId: String(updateId) }, deps, async ({ attempt }) => {
    if (attempt === 1 && change === 'joined' && chatType !== 'channel') await introduce(update, membership, deps);
    // A private chat has the id of its person, and no record names a person by anything lasting.
    const chat = chatType === 'private' ? {} : { chat: pseudonymOf(chatId, key, deps.hmacSha256Hex) };
    try {
      const what = { event: 'membership', schemaVersion: 1, change, chat_type: chatType } as const;
      deps.recordMembership({ ...what, ...chat, update_id: updateId });
    } catch (error) {
      deps.log.error(alarmedEvents.usageNotRecorded, { updateId, record: 'membership', ...errorFields(error) });
    }
    return { type: 'settled' };
  });
}

/** In the language of the person who added the bot. */
async function introduce(
  update: Update,
  { updateId, chatId, languageCode }: MembershipChange,
  { bot, runUpdate, log }: WebhookDeps,
): Promise<void> {
  const text = html`${botTextsOf(languageCode).introduction(bot.username)}`;
  const send = async (replies: Replies) => {
    const { status } = await replies.sendMessage({ chatId, text });
    if (status !== 'sent') log.warn('introduction-not-delivered', { updateId, failure: status });
    return { type: 'settled', outcome: 'answered' } as const;
  };
  try {
    await runUpdate(update, send);
  } catch (error) {
    log.warn('introduction-not-delivered', { updateId, ...errorFields(error) });
  }
}
