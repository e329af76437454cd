import { type measuredEvents } from '@pulso/contracts/envelope';
import { type Marker } from '@pulso/domain/report-rendering';
import { type LogFields } from '@pulso/kit/runtime';
import { type EditOutcome, type SendOutcome } from '@pulso/kit/telegram';

import { type Delivery, type UnansweredEdit } from './delivery';

/** What is to be brought, and what the rules have to know of it. */
export interface Wanted {
  readonly revision: number;
  /** The message of the queue that asks, and how long it waits at least, milliseconds. Absent: it waits no more. */
  readonly queued: { readonly messageId: string; readonly shortestPauseMs: number | undefined };
  /** The names of the calls. */
  readonly methods: { readonly send: string; readonly edit?: string };
  readonly logFields: LogFields;
  /** The command that makes this report again, where the stage's settings name the destination. Absent: a person asked. */
  readonly runAgain?: string | undefined;
  /** What the log calls it when it is there. */
  readonly shownEvent: typeof measuredEvents.reportDelivered | 'progress-shown' | 'chart-delivered' | 'chat-told';
  /** What is stored of it once it is there. */
  readonly record?: Pick<Delivery, 'fingerprint' | 'isPreliminary'>;
  /** What follows is what its readers wait for: a refusal of progress ends nothing, and a lost answer repeats nothing. */
  readonly isProgress?: boolean;
  /** Its call is made from something that takes long to prepare. The intent to send is stored right before the send. */
  readonly preparesFirst?: true;
  /** Telegram's HTML, which can be sent as plain text. */
  readonly isText?: true;
  /** Counts of it were counted again: a reader who has deleted the report is not shown it once more for that. */
  readonly isRecounted?: boolean;
  readonly placeholderMessageId?: number | undefined;
  readonly messageThreadId?: number | undefined;
  /** Whether a topic that Telegram does not find is left out, and does not end the delivery. */
  readonly isTopicOptional?: boolean;
  /** Of the report that this one replaces in its message. */
  readonly unansweredEdit?: UnansweredEdit | undefined;
  /** Whether it may be there already, by what is known from elsewhere than this delivery. */
  readonly isRepeat?: boolean;
}

/** How the holder of the lease calls, and what it has found: it comes back with the answer. */
export interface Attempt {
  readonly wanted: Wanted;
  readonly leaseId: string;
  /** What was known of earlier sends before this lease. */
  readonly earlier: Pick<Delivery, 'sendIntent' | 'unanswered' | 'deliveredRevision'>;
  /** The message to edit. Absent: a new one is sent. */
  readonly messageId: number | undefined;
  readonly messageThreadId: number | undefined;
  /** Whether it may be there twice, and has to say so. */
  readonly isRepeat: boolean;
  /** Without what Telegram may refuse. */
  readonly isPlain?: true;
}

export type DeliveryEvent =
  | { readonly type: 'wanted'; readonly wanted: Wanted; readonly leaseId: string }
  /** @param fingerprint - Of a picture. Null: there is nothing to draw. Absent: it was known before. */
  | { readonly type: 'prepared'; readonly attempt: Attempt; readonly fingerprint?: string | null }
  | { readonly type: 'not-drawn'; readonly attempt: Attempt; readonly reason: string }
  | { readonly type: 'answered'; readonly attempt: Attempt; readonly outcome: CallOutcome }
  | { readonly type: 'answer-not-stored'; readonly attempt: Attempt }
  /** The report of a later run comes in its place. */
  | { readonly type: 'replaced'; readonly byRunId: string };

/** How a call ended, where neither a short wait nor a fresh token would change it. */
export type CallOutcome =
  | Exclude<SendOutcome | EditOutcome, { status: 'rate-limited' | 'unauthorized' | 'not-sent' }>
  | Postponed
  /** A mail service or webhook has taken what can't be edited, with this marker. */
  | { readonly status: 'accepted'; readonly marker: Marker | undefined }
  /** A mail service or webhook will refuse it again. */
  | { readonly status: 'refused'; readonly reason: string };

/** A refusal that concerns this minute and not the message. Nothing was posted or changed. */
export type Postponed =
  /** Ask again after this time, milliseconds. */
  { readonly status: 'postponed'; readonly delayMs: number } | { readonly status: 'failed'; readonly error: Error };

/** What is known now, and what is to be done. The delivery is the same object where nothing is to be stored. */
export interface Decision {
  readonly delivery: Delivery;
  readonly lines: readonly LogLine[];
  readonly next: Next;
}

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly fields: LogFields;
}

export type Next =
  | { readonly type: 'prepare'; readonly attempt: Attempt }
  | { readonly type: 'call'; readonly attempt: Attempt }
  | { readonly type: 'end'; readonly outcome: DeliveryOutcome };

/** To be asked again after a while. */
export interface Later {
  readonly status: 'later';
  readonly delayMs: number;
  /** Another process is at it, which ends soon: the pause is not longer for a message that has waited for long. */
  readonly isForHolder?: true;
  /** Nothing is left to do but to tidy up: no reader waits for a report. */
  readonly isTidying?: true;
}

/** Done, or to be asked again after a while. Everything else throws. */
export type DeliverOutcome = { readonly status: 'done' } | Later;

export type DeliveryOutcome =
  | DeliverOutcome
  /**
   * A message shows what was asked for, or something newer. `leavesPlaceholder`: another one than the placeholder, and the
   * placeholder can be edited. `sayAgainMs`: after this time it has to be said once more, for an edit without an answer may
   * still cover it.
   */
  | { readonly status: 'shown'; readonly leavesPlaceholder: boolean; readonly sayAgainMs?: number }
  /** Another message than the placeholder may show it, by a send without an answer, and the placeholder can be edited. */
  | { readonly status: 'overtaken' }
  /** The chat is another one now, and what is said there must say whether it may have been said before. */
  | { readonly status: 'moved'; readonly toChatId: string; readonly isRepeat: boolean }
  /** This run, or one before it, has replaced the report. */
  | Replaced
  /** Nothing was done, and nothing can be done at this moment. */
  | { readonly status: 'failed'; readonly error: Error };

export interface Replaced {
  readonly status: 'replaced';
  readonly byRunId: string;
  /** It may still cover the report that comes. */
  readonly unansweredEdit?: UnansweredEdit | undefined;
}

export const done: DeliverOutcome = { status: 'done' };

/** What is left to do for a message that shows its report. */
export const doneUnlessSaidAgain = ({ sayAgainMs }: { readonly sayAgainMs?: number }): DeliverOutcome =>
  sayAgainMs === undefined ? done : { status: 'later', delayMs: sayAgainMs, isTidying: true };
