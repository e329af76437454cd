import { type TelegramDestination } from '@pulso/contracts/report-plan';
import { type measuredEvents } from '@pulso/contracts/envelope';

import { type Lease } from '../lease/lease';
import { type Attempted } from '../lease/record-outcome';
import { type DeliverDeps } from '../ports/deliver-deps';
import { type Delivery } from '../ports/delivery-store';
import { type Look, type Topic } from './look';

/** One revision of a report, its chart, or a notice in its place. */
export interface ReportToShow extends Attempted {
  /** @param isRepeat - Whether it may be there twice, and has to say so. */
  readonly lookOf: (isRepeat: boolean) => Look;
  /** Counts of it were counted again: a reader who has deleted the report is not shown it once more for that. */
  readonly isRecounted?: boolean;
  /** What the log calls it when it is shown. */
  readonly shownEvent: typeof measuredEvents.reportDelivered | 'progress-shown' | 'chart-delivered' | 'chat-told';
  /** What is stored of it once it is shown. */
  readonly record?: Pick<Delivery, 'fingerprint' | 'isPreliminary'>;
}

/** Where it is shown. */
export interface Place extends Topic {
  readonly placeholderMessageId: number | undefined;
  /** Whether a topic that Telegram does not find is left out, and does not end the delivery. */
  readonly isTopicOptional: boolean;
  /** Whether it may be there already, by what is known from elsewhere than this delivery. */
  readonly isRepeat: boolean;
}

/** What stays the same for as long as one process shows one revision. */
export interface Showing {
  readonly report: ReportToShow;
  readonly place: Place;
  readonly lease: Lease;
  readonly deps: DeliverDeps;
}

/**
 * Gives the topic in which a destination's messages are posted. One of the stage's settings has to be there; one in which
 * a person has asked may be gone, or be one to which Telegram lets no bot write.
 */
export const topicOf = ({
  messageThreadId,
  askedInThreadId,
}: TelegramDestination): { readonly messageThreadId: number | undefined; readonly isTopicOptional: boolean } => ({
  messageThreadId: messageThreadId ?? askedInThreadId,
  isTopicOptional: messageThreadId === undefined,
});
