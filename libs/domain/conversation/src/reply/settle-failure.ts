import { alarmedEvents, measuredEvents } from '@pulso/contracts/envelope';
import { type Log } from '@pulso/kit/runtime';
import { type CallFailure, type Unknown } from '@pulso/kit/telegram';

import { type AnswerResult } from '../ports';

/** What Telegram says where people are the matter: of a chat or topic that is not there. */
const peopleAreTheMatter = /chat not found|thread not found|topic_|not a member|initiate/i;

/**
 * What it says where the administrators of a group or channel are, one that the bot is not in any more, or a restriction
 * that Telegram has put on it.
 *
 * @see https://github.com/tdlib/telegram-bot-api/issues/863 for the latter
 */
const groupIsTheMatter = /rights|administrator|admin_|_forbidden|chat_restricted|channel_private/i;

/** What it says of a press whose answer comes late: after an outage, which rings by itself. */
const pressIsTooOld = /too old/i;

/**
 * Decides what a failed call means for the update.
 *
 * - Surely not sent: the update is handed back and Telegram delivers it again, so the reply comes late and once.
 * - Perhaps sent: it is left at that. A second try could double the reply, while a person who got none asks again. Many
 *   within minutes ring: then Telegram is out of order, and nothing else says so.
 * - Refused: trying again would be refused again, and would hold up the chat for a day. Where the chat is the reason, no
 *   operator can do anything about it, and the request is not one that the bot has failed at. Elsewhere what the bot sends
 *   is the reason: every person who asks for it gets no answer, and an alarm rings.
 *
 * @param isPrivate - Surely a private chat: no administrator can have taken a right away there.
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
