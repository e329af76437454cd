import { alarmedEvents } from '@pulso/contracts/envelope';
import { isTopicMissing } from '@pulso/kit/telegram';

import { adviceOf } from '../lease/advice-of';
import { type DeliverOutcome, done } from '../lease/delivery-outcome';
import { type DeliveryEnd, recordEnd, withoutMessage } from '../lease/record-outcome';
import { type Delivery } from '../ports/delivery-store';
import { type Look } from './look';
import { type Showing } from './showing';

/** How a call is made. */
export interface Attempt {
  readonly messageThreadId: number | undefined;
  readonly isRepeat: boolean;
  readonly look: Look;
}

/** Nothing was posted or changed, and another call may do better. */
export interface Again {
  readonly status: 'again';
  readonly attempt: Attempt;
}

/** What Telegram refuses for good as it was, it may take without its topic, as plain text, or as a new message. */
export async function afterRejection(
  showing: Showing,
  { isSend, ...attempt }: Attempt & { readonly isSend: boolean },
  rejection: { readonly status: 'rejected'; readonly errorCode: number; readonly description: string },
): Promise<DeliverOutcome | Again> {
  const { report, place, deps } = showing;
  const { errorCode, description } = rejection;
  if (place.isTopicOptional && attempt.messageThreadId !== undefined && isTopicMissing(rejection)) {
    return { status: 'again', attempt: { ...attempt, messageThreadId: undefined } };
  }
  const isAboutContent = errorCode === 400 && adviceOf(description) === undefined;
  const { plain, isText } = attempt.look;
  if (isAboutContent && plain) {
    // Most likely the markup is at fault, and numbers without bold are better than no report.
    deps.log.error(alarmedEvents.reportTextRejected, { ...report.logFields, description });
    return { status: 'again', attempt: { ...attempt, look: plain() } };
  }
  // A text that is refused as plain text, too: then the message is at fault.
  if (isAboutContent && isText && !isSend && !report.isProgress) {
    return await inNewMessage(showing, attempt, description);
  }
  return await endOrGoOn(showing, { cause: 'rejected', reason: `${errorCode} ${description}` });
}

/** Whether the message shows a report, and not just progress or a notice. */
export const isReportShown = ({ deliveredRevision, isPreliminary }: Delivery): boolean =>
  deliveredRevision !== undefined && !isPreliminary;

/** What the message shows stays, and the report comes below it: as a repeat if the message shows or may show a report. */
export async function inNewMessage(
  { report, place, lease, deps }: Showing,
  attempt: Attempt,
  description: string,
): Promise<Again> {
  deps.log.warn('message-left', { ...report.logFields, description });
  const delivery = lease.delivery();
  const isRepeat = attempt.isRepeat || isReportShown(delivery) || delivery.unansweredEdit === true;
  const forget = withoutMessage(place.placeholderMessageId);
  // Stored as well: should the new message have to wait, nothing else tells that it repeats one.
  await lease.recordIntent((left) => ({ ...forget(left), ...(isRepeat ? { isRepeat } : {}) }));
  return { status: 'again', attempt: { ...attempt, isRepeat, look: report.lookOf(isRepeat) } };
}

/** Ends the delivery, unless it was progress that was refused: that says nothing about the report that follows. */
export async function endOrGoOn(
  { report, lease, deps }: Showing,
  why: Omit<DeliveryEnd, 'runAgain'>,
): Promise<DeliverOutcome> {
  const { logFields, runAgain, isProgress } = report;
  if (!isProgress) return await recordEnd(lease, { ...why, runAgain }, deps.log, logFields);
  await lease.release();
  deps.log.warn('progress-refused', { ...logFields, ...why });
  return done;
}
