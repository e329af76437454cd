import { type measuredEvents } from '@pulso/contracts/envelope';
import { type Marker } from '@pulso/domain/report-rendering';
import { type LogFields } from '@pulso/kit/runtime';
import { type EditOutcome, type SendOutcome } from '@pulso/kit/telegram';

import { type Delivery, type UnansweredEdit } from './delivery';
import { type Place } from './ports';

/** What can be sent: by which calls, and whether it takes so long to prepare that the intent is stored only after that. */
export const media = {
  text: { send: 'sendMessage', edit: 'editMessageText', preparesFirst: false },
  file: { send: 'sendDocument', edit: 'none', preparesFirst: false },
  chart: { send: 'sendPhoto', edit: 'editMessageMedia', preparesFirst: true },
  mail: { send: 'SendEmail', edit: 'none', preparesFirst: true },
  webhook: { send: 'POST', edit: 'none', preparesFirst: true },
} as const;

/** What is to be delivered. */
export interface Wanted {
  readonly revision: number;
  readonly medium: keyof typeof media;
  /** The message of the queue, and its shortest wait in milliseconds. Absent: it waits no more. */
  readonly queued: { readonly messageId: string; readonly shortestPauseMs: number | undefined };
  readonly logFields: LogFields;
  /** The command that makes this report again, if the stage's settings name the destination. Absent: a person asked. */
  readonly runAgain?: string | undefined;
  readonly shownEvent: typeof measuredEvents.reportDelivered | 'progress-shown' | 'chart-delivered' | 'chat-told';
  /** Short for what its readers get. Absent: it is compared with nothing. */
  readonly fingerprint?: string;
  readonly isPreliminary?: boolean;
  /** The report follows: a refusal ends nothing, and nothing is sent again. */
  readonly isProgress?: boolean;
  /** It has a backfill, for which a report that a reader has deleted does not come back. */
  readonly isBackfilled?: boolean;
  readonly placeholderMessageId?: number | undefined;
  /** Absent: a mail or a webhook call. */
  readonly place?: Place;
  /** If Telegram does not find the topic, the message is sent without it. False: the delivery ends. */
  readonly isTopicOptional?: boolean;
  /** Of the report that this one replaces in its message. */
  readonly unansweredEdit?: UnansweredEdit | undefined;
  /** It may have been sent already, to the chat's old id. */
  readonly isRepeat?: boolean;
}

/** How the holder of the lease calls, and what it has found. Its answer hands this back. */
export interface Attempt {
  readonly wanted: Wanted;
  /** What was known before this lease. */
  readonly earlier: Pick<Delivery, 'sendIntent' | 'unanswered' | 'deliveredRevision'>;
  /** The message to edit. Absent: a new one is sent. */
  readonly messageId: number | undefined;
  /** It may be there twice. */
  readonly isRepeat: boolean;
  /** Without the markup and buttons that Telegram may refuse. */
  readonly isPlain?: true;
}

export type DeliveryEvent =
  | { readonly type: 'wanted'; readonly wanted: Wanted; readonly leaseId: string }
  /** @param fingerprint - Of a chart. Absent: it was known before. */
  | { readonly type: 'prepared'; readonly attempt: Attempt; readonly fingerprint?: string }
  /** @param endedReason - Why it will fail again. Absent: there is nothing to draw. */
  | { readonly type: 'not-prepared'; readonly attempt: Attempt; readonly endedReason?: string }
  | { readonly type: 'answered'; readonly attempt: Attempt; readonly outcome: CallOutcome }
  | { readonly type: 'answer-not-stored'; readonly attempt: Attempt }
  /** The report of a later run takes the place of this one. */
  | { readonly type: 'replaced'; readonly byRunId: string }
  /** Telegram wants no call for a chat. */
  | { readonly type: 'paused'; readonly untilMs: number };

/** How a call ended that neither a short wait nor a fresh token would change. */
export type CallOutcome =
  | Exclude<SendOutcome | EditOutcome, { status: 'rate-limited' | 'unauthorized' | 'not-sent' }>
  /** Nothing was done. It may be tried again after this time, milliseconds. */
  | { readonly status: 'postponed'; readonly delayMs: number }
  /** Nothing was done, and nothing can be done at this moment. */
  | { readonly status: 'failed'; readonly error: Error }
  /** A mail service or webhook has taken it, with this marker. */
  | { readonly status: 'accepted'; readonly marker: Marker | undefined }
  /** A mail service or webhook will refuse it again. */
  | { readonly status: 'refused'; readonly reason: string };

/** What is known now, and what is to be done. A `delivery` that is the same object is not stored. */
export interface Decision {
  readonly delivery: Delivery;
  readonly lines: readonly LogLine[];
  readonly next:
    | { readonly type: 'prepare' | 'call'; readonly attempt: Attempt }
    | { readonly type: 'end'; readonly outcome: DeliveryOutcome };
}

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly fields: LogFields;
}

/** The message of the queue has to come again. */
export interface Later {
  readonly status: 'later';
  readonly delayMs: number;
  /** Another process is at it, which ends soon: a long wait before makes this one no longer. */
  readonly isForHolder?: true;
  /** No reader waits for it. */
  readonly isTidying?: true;
}

export interface Done {
  readonly status: 'done';
  /** A message shows what was wanted, or something newer. */
  readonly isShown?: true;
  /** Another message shows it, or may, and the placeholder can be edited. */
  readonly leavesPlaceholder?: boolean;
  /** After this time it is edited once more, because an unanswered edit may still cover it. Milliseconds. */
  readonly editAgainMs?: number;
}

export type DeliverOutcome = Done | Later;

export type DeliveryOutcome =
  | DeliverOutcome
  /** The chat has a new id. What is sent there may have to say that it was sent before. */
  | { readonly status: 'moved'; readonly toChatId: string; readonly isRepeat: boolean }
  | Extract<CallOutcome, { status: 'failed' }>;

export const done: Done = { status: 'done' };
