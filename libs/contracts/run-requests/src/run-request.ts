import { messageReader, nonEmpty, wholeNumber } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

import { askedQuestionSchema } from './asked-question';

/** The reader of the answer: their language, and the topic of the private chat in which they asked, if any. */
const reader = { language: z.optional(z.string()), messageThreadId: z.optional(z.int()) };

/** A person's request. */
const asked = {
  /** The same for every repetition of one request. */
  requestId: nonEmpty,
  requestedAtMs: wholeNumber,
};

/** Every payload of the dispatcher. */
export const runRequestSchema = z.object({
  schemaVersion: z.literal(1),
  reportId: nonEmpty,
  trigger: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('schedule'),
      /** ISO 8601, the Scheduler context attribute: the same for every attempt. */
      scheduledTime: z.iso.datetime({ offset: true }),
    }),
    z.object({
      type: z.literal('chat'),
      ...asked,
      chatId: nonEmpty,
      /** The bot's placeholder, which the report replaces. Absent: it could not be posted. */
      messageId: z.optional(z.int()),
      /** That message shows the report of this run, which the new one replaces. Absent: it is a placeholder. */
      replacesRunId: z.optional(nonEmpty),
      ...reader,
      /** How many windows earlier than the newest. Absent: the newest. */
      windowsAgo: z.optional(wholeNumber),
      /** A question instead of a report of the catalogue. */
      question: z.optional(askedQuestionSchema),
    }),
    /** A button for earlier reports, which needs no run. The dispatcher passes it on. */
    z.object({
      type: z.literal('history'),
      ...asked,
      /** The private chat with the person who pressed: only owners may see the answer. */
      chatId: nonEmpty,
      /** How many of the report's windows, up to the newest: 1 to 31. */
      windowCount: z.int().check(z.gte(1), z.lte(31)),
      /** The newest of these windows ended by this time, epoch ms. Absent: by `requestedAtMs`. */
      endedByMs: z.optional(wholeNumber),
      chart: z.boolean(),
      /** The person wants a file of this run instead. Absent: earlier reports. */
      fileOfRunId: z.optional(nonEmpty),
      ...reader,
    }),
    z.object({
      type: z.literal('manual'),
      ...asked,
      /** ISO 8601; absent: as if the schedule had fired at `requestedAtMs`. */
      windowEnd: z.optional(z.iso.datetime({ offset: true })),
    }),
  ]),
});

/** Asks the dispatcher for one run of a report. */
export type RunRequest = z.infer<typeof runRequestSchema>;

/** A trigger that asks for a run, not for the results of earlier runs. */
export type RunTrigger = Exclude<RunRequest['trigger'], { type: 'history' }>;

/** Reads the payload of a dispatcher invocation. Errors: see {@link messageReader}. */
export const readRunRequest = /* @__PURE__ */ messageReader<RunRequest>('run-requests', runRequestSchema);

/** The dispatcher's error for an unknown report. The notifier finds the name in Lambda's record. */
export const unknownReportErrorName = 'UnknownReportError';

/** Base name of the function that takes run requests by asynchronous invocation. */
export const dispatcherFunctionName = 'dispatcher';

/**
 * Derives the run's identity only from its trigger, so that a repeated trigger is the same run.
 *
 * @example 'daily-usage/schedule/2026-11-25T12:30:00.000Z'
 */
export function runIdOf({ reportId, trigger }: RunRequest): string {
  switch (trigger.type) {
    case 'schedule':
      return scheduledRunIdOf(reportId, Date.parse(trigger.scheduledTime));
    case 'chat':
      return chatRunIdOf(reportId, trigger.requestId);
    case 'history':
      return historyRunIdOf(reportId, trigger.requestId);
    case 'manual':
      return `${reportId}/manual/${trigger.requestId}`;
    default:
      return trigger satisfies never;
  }
}

/** Names the run of a request in a chat, for log lines before the request itself. */
export const chatRunIdOf = (reportId: string, requestId: string): string => `${reportId}/chat/${requestId}`;

/**
 * Identifies a run of a report in a chat by the window and the minute of the request.
 *
 * @example '3ac5d1a4e2b19f07-2026-11-25T10:00Z-1'
 */
export function chatRequestIdOf(chatPseudonym: string, windowsAgo: number, requestedAtMs: number): string {
  const minute = new Date(requestedAtMs).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
  return `${chatPseudonym}-${minute}Z${windowsAgo === 0 ? '' : `-${windowsAgo}`}`;
}

/** Reads from a chat run's id when it was asked for, to the minute, and its window. Epoch ms; undefined: another run. */
export function askedOf(runId: string): { readonly askedAtMs: number; readonly windowsAgo: number } | undefined {
  const [, minute, windowsAgo = '0'] =
    /\/chat\/[0-9a-f]+-(\d{4}-\d\d-\d\dT\d\d:\d\dZ)(?:-(\d{1,2}))?$/.exec(runId) ?? [];
  return minute === undefined ? undefined : { askedAtMs: Date.parse(minute), windowsAgo: Number(windowsAgo) };
}

/** Reads a run's scheduled time from its id. Epoch ms; undefined: not a scheduled run. */
export function scheduledAtMsOf(runId: string): number | undefined {
  const [, time] = /\/schedule\/(\d{4}-\d\d-\d\dT[\d:.]+Z)$/.exec(runId) ?? [];
  return time === undefined ? undefined : Date.parse(time);
}

/** Names the run of a schedule at a time. */
export const scheduledRunIdOf = (reportId: string, scheduledAtMs: number): string =>
  `${reportId}/schedule/${new Date(scheduledAtMs).toISOString()}`;

/** Names the answer to a button: there is no run, but the answer and the notice of its failure are one delivery. */
export const historyRunIdOf = (reportId: string, requestId: string): string => `${reportId}/history/${requestId}`;
