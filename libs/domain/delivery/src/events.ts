import { type measuredEvents } from '@pulso/contracts/envelope';
import { type Marker } from '@pulso/domain/report-rendering';
import { type LogFields } from '@pulso/kit/runtime';
import { type EditOutcome, type SendOutcome } from '@pulso/kit/telegram';

import { type Delivery, type UnansweredEdit } from './delivery';
import { type Place } from './ports';

/** By which calls each medium is sent, and whether it takes so long to prepare that the intent is stored after that. */
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
  /** The message in the queue, and its shortest wait in milliseconds. Absent: it must not wait any more. */
  readonly queued: { readonly messageId: string; readonly shortestPauseMs: number | undefined };
  readonly logFields: LogFields;
  /** The operator's command that makes this report again. Absent: a person asked for it. */
  readonly runAgain?: string | undefined;
  readonly shownEvent: typeof measuredEvents.reportDelivered | 'progress-shown' | 'chart-delivered' | 'chat-told';
  /** Of what its readers get. Absent: it is always sent. */
  readonly fingerprint?: string;
  readonly isPreliminary?: boolean;
  /** The report follows: a refusal ends nothing, and nothing is sent again. */
  readonly isProgress?: boolean;
  /** It has a backfill, which does not bring back a report that a reader has deleted. */
  readonly isBackfilled?: boolean;
  readonly placeholderMessageId?: number | undefined;
  /** Absent: a mail or a webhook call. */
  readonly place?: Place;
  /** If Telegram does not find the topic, the message is sent without it. False: the delivery ends. */
  readonly isTopicOptional?: boolean;
  /** Of the report that this one replaces. */
  readonly unansweredEdit?: UnansweredEdit | undefined;
  /** It may have been sent to the chat's old id. */
  readonly isRepeat?: boolean;
}

/** How the holder of the lease calls, and what it found. Its answer returns this. */
export interface Attempt {
  readonly wanted: Wanted;
  /** What was known before this lease. */
  readonly earlier: Pick<Delivery, 'sendIntent' | 'unanswered' | 'deliveredRevision'>;
  /** The message to edit. Absent: a new one is sent. */
  readonly messageId: number | undefined;
  /** The readers may get it twice. */
  readonly isRepeat: boolean;
  /** Without markup and buttons, which Telegram may refuse. */
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
  | { readonly type: 'replaced'; readonly byRunId: string }
  /** Telegram has set a flood limit for the chat. */
  | { readonly type: 'paused'; readonly untilMs: number };

/** How a call ended, after short waits and with a fresh token. */
export type CallOutcome =
  | Exclude<SendOutcome | EditOutcome, { status: 'rate-limited' | 'unauthorized' | 'not-sent' }>
  /** Nothing was sent. It may be tried again after `delayMs`, or when the message comes back with the error. */
  | { readonly status: 'postponed'; readonly delayMs: number }
  | { readonly status: 'failed'; readonly error: Error }
  /** A mail service or webhook took it with this marker, or will refuse it again. */
  | { readonly status: 'accepted'; readonly marker: Marker | undefined }
  | { readonly status: 'refused'; readonly reason: string };

/** What is known now, and what to do next. The same `delivery` object is not stored again. */
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

/** The message in the queue must come back. */
export interface Later {
  readonly status: 'later';
  readonly delayMs: number;
  /** Another process works on it and ends soon: earlier waits do not lengthen this one. */
  readonly isForHolder?: true;
  /** No reader waits for it. */
  readonly isTidying?: true;
}

export interface Done {
  readonly status: 'done';
  /** A message shows this revision or a newer one. */
  readonly isShown?: true;
  /** Another message shows it or may show it, and the placeholder can be edited. */
  readonly leavesPlaceholder?: boolean;
  /** It must be edited once more after this time, because an unanswered edit may still cover it. Milliseconds. */
  readonly editAgainMs?: number;
}

export type DeliverOutcome = Done | Later;

export type DeliveryOutcome =
  | DeliverOutcome
  /** The chat has a new id. The message may have to say there that it is a repeat. */
  | { readonly status: 'moved'; readonly toChatId: string; readonly isRepeat: boolean }
  | Extract<CallOutcome, { status: 'failed' }>;

export const done: Done = { status: 'done' };
