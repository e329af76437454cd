import { alarmedEvents } from '@pulso/contracts/envelope';
import { errorFields } from '@pulso/kit/runtime';
import { html } from '@pulso/kit/telegram';
import { botTextsOf } from '@pulso/kit/texts';

import { type MembershipChange } from '../intake/membership-change';
import { type Update } from '../intake/read-update';
import { type WebhookAnswer } from '../intake/webhook-call';
import { type BotIdentity, type HmacSha256Hex, type RecordMembership, type Replies, type RunUpdate } from '../ports';
import { type HandleOnceDeps, handleOnce } from './handle-once';
import { pseudonymOf } from './pseudonym';

export interface MembershipDeps extends HandleOnceDeps {
  readonly bot: BotIdentity;
  readonly runUpdate: RunUpdate;
  readonly recordMembership: RecordMembership;
  readonly readPseudonymKey: () => Promise<string>;
  readonly hmacSha256Hex: HmacSha256Hex;
}

/**
 * Records once that the bot was added, removed, stopped or started again, and introduces it to a group that it has come
 * to. That is no request: no person is counted or remembered for it.
 *
 * The introduction is tried once, and whether it arrives makes no difference: a group does without it, and two of them
 * are noise.
 *
 * @throws The claim store or the secrets fail. Telegram must deliver again.
 */
export async function handleMembership(
  update: Update,
  membership: MembershipChange,
  deps: MembershipDeps,
): Promise<WebhookAnswer> {
  const key = await deps.readPseudonymKey();
  const { updateId, change, chatType, chatId } = membership;
  return handleOnce({ updateId, claimId: String(updateId) }, deps, async ({ attempt }) => {
    if (attempt === 1 && change === 'joined' && chatType !== 'channel') await introduce(update, membership, deps);
    record({
      event: 'membership',
      schemaVersion: 1,
      change,
      chat_type: chatType,
      // A private chat has the id of its person, whom no record names by anything that lasts.
      ...(chatType === 'private' ? {} : { chat: pseudonymOf(chatId, key, deps.hmacSha256Hex) }),
      update_id: updateId,
    });
    return { type: 'done' };
  });

  function record(entry: Parameters<RecordMembership>[0]): void {
    try {
      deps.recordMembership(entry);
    } catch (error) {
      deps.log.error(alarmedEvents.usageNotRecorded, { updateId, record: 'membership', ...errorFields(error) });
    }
  }
}

/** In the language of who has added the bot. */
async function introduce(
  update: Update,
  { updateId, chatId, languageCode }: MembershipChange,
  { bot, runUpdate, log }: MembershipDeps,
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
