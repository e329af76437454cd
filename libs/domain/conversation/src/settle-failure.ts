import { type Log } from '@pulso/logging';

import { type AnswerResult } from './answer-result';
import { type CallFailure } from './ports';

/**
 * Decides what a failed call means for the update.
 *
 * - Surely not sent: the update is handed back and Telegram delivers it again, so the reply comes late and once.
 * - Perhaps sent: it is left at that. A second try could double the reply, while a person who got none asks again.
 * - Refused: trying again would be refused again, and would hold up the chat for a day.
 */
export function settleFailure(failure: CallFailure, updateId: number, log: Log): AnswerResult {
  log.warn('reply-not-delivered', { updateId, failure: failure.type, reason: failure.reason });
  switch (failure.type) {
    case 'not-sent':
      return {
        type: 'try-again',
        ...(failure.retryAfterSeconds === undefined ? {} : { afterSeconds: failure.retryAfterSeconds }),
      };
    case 'unknown':
      return { type: 'settled', outcome: 'reply-unknown' };
    case 'refused':
    case 'moved':
      return { type: 'settled', outcome: 'reply-failed' };
    default:
      return failure satisfies never;
  }
}
