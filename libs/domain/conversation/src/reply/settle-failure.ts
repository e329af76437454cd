import { alarmedEvents, measuredEvents } from '@pulso/contracts/envelope';
import { type Log } from '@pulso/kit/runtime';
import { type CallFailure, type Unknown } from '@pulso/kit/telegram';

import { type AnswerResult } from '../ports';

/** Refusals that people cause: a chat or topic does not exist. */
const peopleAreTheMatter = /chat not found|thread not found|topic_|not a member|initiate/i;

/**
 * Refusals caused by administrators of a group or channel, by one that the bot has left, or by Telegram's restriction
 * of the bot.
 *
 * @see https://github.com/tdlib/telegram-bot-api/issues/863 for the latter
 */
const groupIsTheMatter = /rights|administrator|admin_|_forbidden|chat_restricted|channel_private/i;

/** The refusal of a late answer to a press: after an outage, which rings by itself. */
const pressIsTooOld = /too old/i;

/**
 * Decides what a failed call means for the update.
 *
 * - Surely not sent: the update is handed back and Telegram delivers it again, so the reply comes late and once.
 * - Perhaps sent: it is not tried again. A second try could double the reply; a person who got none asks again. Many
 *   within minutes ring: nothing else says that Telegram is out of order.
 * - Refused: a retry would be refused, too, and would hold up the chat for a day. If the chat is the reason, no
 *   operator can help, and the bot has not failed. Otherwise the bot's message is the reason: everyone who asks for it
 *   gets no answer, and an alarm rings.
 *
 * @param isPrivate - Surely a private chat, where no administrator can take rights away.
 */
export function settleFailure(failure: CallFailure, updateId: number, log: Log, isPrivate = false): AnswerResult {
  if (failure.status === 'unknown') {
    log.warn(measuredEvents.replyUnknown, { updateId, reason: failure.reason });
    return { type: 'settled', outcome: 'reply-unknown' };
  }
  log.warn('reply-not-delivered', { updateId, failure: failure.status, reason: codeOf(failure) });
  switch (failure.status) {
    case 'rate-limited':
      return { type: 'try-again', afterMs: failure.retryAfterMs };
    case 'unauthorized':
    case 'not-sent':
      return { type: 'try-again' };
    case 'rejected':
      if (peopleAreTheMatter.test(failure.description) || (!isPrivate && groupIsTheMatter.test(failure.description)))
        return { type: 'settled', outcome: 'unreachable' };
      if (!pressIsTooOld.test(failure.description))
        log.error(alarmedEvents.updateGivenUp, { updateId, reason: failure.errorCode });
      return { type: 'settled', outcome: 'reply-failed' };
    case 'gone':
    case 'migrated':
      return { type: 'settled', outcome: 'unreachable' };
    default:
      return failure satisfies never;
  }
}

/** What a log may say of a failure: codes only, since Telegram's descriptions may quote what a person wrote. */
function codeOf(failure: Exclude<CallFailure, Unknown>): string | number | undefined {
  if (failure.status === 'rejected') return failure.errorCode;
  return failure.status === 'not-sent' ? failure.reason : undefined;
}
