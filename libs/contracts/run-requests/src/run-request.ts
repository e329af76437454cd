import { messageReader, nonEmpty, wholeNumber } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

import { askedQuestionSchema } from './asked-question';

/** Who reads the answer: their language, and the topic of the private chat in which they have asked, if it was in one. */
const reader = { language: z.optional(z.string()), messageThreadId: z.optional(z.int()) };

/** What a person asks for. */
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
      /** The placeholder that the bot has posted and that the report replaces. Absent: none could be posted. */
      messageId: z.optional(z.int()),
      /** That message shows the report of this run, which the new one replaces. Absent: it is a placeholder. */
      replacesRunId: z.optional(nonEmpty),
      ...reader,
      /** The report of so many windows earlier. Absent: the newest. */
      windowsAgo: z.optional(wholeNumber),
      /** What is wanted instead of a report of the catalogue. */
      question: z.optional(askedQuestionSchema),
    }),
    /** A button: earlier reports are wanted, which takes no run. The dispatcher passes it on. */
    z.object({
      type: z.literal('history'),
      ...asked,
      /** Of the person who pressed: what the owners may see goes to them alone. */
      chatId: nonEmpty,
      /** How many of the report's windows, up to the newest: 1 to 31. */
      windowCount: z.int().check(z.gte(1), z.lte(31)),
      /** By when the newest of these windows has ended, epoch ms. Absent: by `requestedAtMs`. */
      endedByMs: z.optional(wholeNumber),
      chart: z.boolean(),
      /** What this run says is wanted as a file instead. Absent: earlier reports are wanted. */
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

/** What asks for a run, and not for what earlier runs have left. */
export type RunTrigger = Exclude<RunRequest['trigger'], { type: 'history' }>;

/** Reads the payload of a dispatcher invocation. Errors: see {@link messageReader}. */
export const readRunRequest = /* @__PURE__ */ messageReader<RunRequest>('run-requests', runRequestSchema);

/** The name of the dispatcher's error about a report that it does not have. The notifier finds it in Lambda's record. */
export const unknownReportErrorName = 'UnknownReportError';

/** Base name of the function that takes run requests by asynchronous invocation. */
export const dispatcherFunctionName = 'dispatcher';

/**
 * Derives the run's identity from its trigger and from nothing else, so that a repeated trigger is the same run.
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

/** Names the run of a request in a chat, for lines of the log that come before the request itself. */
export const chatRunIdOf = (reportId: string, requestId: string): string => `${reportId}/chat/${requestId}`;

/**
 * Tells one run of a report from the others of a chat: by the window and the minute of the request, in which it ends.
 *
 * @example '3ac5d1a4e2b19f07-2026-11-25T10:00Z-1'
 */
export function chatRequestIdOf(chatPseudonym: string, windowsAgo: number, requestedAtMs: number): string {
  const minute = new Date(requestedAtMs).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
  return `${chatPseudonym}-${minute}Z${windowsAgo === 0 ? '' : `-${windowsAgo}`}`;
}

/** When a run was asked for, to the minute, and for which window, as its id says. Epoch ms; undefined of any other run. */
export function askedOf(runId: string): { readonly askedAtMs: number; readonly windowsAgo: number } | undefined {
  const [, minute, windowsAgo = '0'] =
    /\/chat\/[0-9a-f]+-(\d{4}-\d\d-\d\dT\d\d:\d\dZ)(?:-(\d{1,2}))?$/.exec(runId) ?? [];
  return minute === undefined ? undefined : { askedAtMs: Date.parse(minute), windowsAgo: Number(windowsAgo) };
}

/** At which time of its schedule a run was started, as its id says. Epoch ms; undefined of any other run. */
export function scheduledAtMsOf(runId: string): number | undefined {
  const [, time] = /\/schedule\/(\d{4}-\d\d-\d\dT[\d:.]+Z)$/.exec(runId) ?? [];
  return time === undefined ? undefined : Date.parse(time);
}

/** Names the run that a schedule has started then. */
export const scheduledRunIdOf = (reportId: string, scheduledAtMs: number): string =>
  `${reportId}/schedule/${new Date(scheduledAtMs).toISOString()}`;

/** Names what answers a button: there is no run, but the answer and the notice that none will come are one delivery. */
export const historyRunIdOf = (reportId: string, requestId: string): string => `${reportId}/history/${requestId}`;
