import { alarmedEvents } from '@pulso/contracts/naming';
import { type Log } from '@pulso/logging';
import { type CallFailure } from '@pulso/telegram-outcomes';

import { type AnswerResult } from './answer-result';

/** What Telegram says of a message that it takes nowhere. */
const ownFault = /parse entities|is too long|is empty|button|reply markup/i;

/**
 * Decides what a failed call means for the update.
 *
 * - Surely not sent: the update is handed back and Telegram delivers it again, so the reply comes late and once.
 * - Perhaps sent: it is left at that. A second try could double the reply, while a person who got none asks again.
 * - Refused: trying again would be refused again, and would hold up the chat for a day. Where it is the text that is
 *   refused, every person who asks for it gets no answer, and an alarm rings.
 */
export function settleFailure(failure: CallFailure, updateId: number, log: Log): AnswerResult {
  log.warn('reply-not-delivered', { updateId, failure: failure.status, reason: codeOf(failure) });
  switch (failure.status) {
    case 'rate-limited':
      return { type: 'try-again', afterMs: failure.retryAfterMs };
    case 'unauthorized':
    case 'not-sent':
      return { type: 'try-again' };
    case 'unknown':
      return { type: 'settled', outcome: 'reply-unknown' };
    case 'rejected':
      if (ownFault.test(failure.description))
        log.error(alarmedEvents.updateGivenUp, { updateId, reason: failure.errorCode });
      return { type: 'settled', outcome: 'reply-failed' };
    case 'gone':
    case 'migrated':
      return { type: 'settled', outcome: 'reply-failed' };
    default:
      return failure satisfies never;
  }
}

/** What a log may say of a failure: codes only, since Telegram's descriptions may quote what a person wrote. */
function codeOf(failure: CallFailure): string | number | undefined {
  if (failure.status === 'rejected') return failure.errorCode;
  return failure.status === 'unknown' || failure.status === 'not-sent' ? failure.reason : undefined;
}
