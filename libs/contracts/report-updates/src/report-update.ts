import {
  destinationSchema,
  localizedTextSchema,
  numberReference,
  numberTraits,
  tableColumnsSchema,
} from '@pulso/contracts/report-plan';
import { type DeliverySettings, messageReader, nonEmpty, tolerant, wholeNumber } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

const version = { schemaVersion: z.literal(1) };

/** One number per window, oldest first. `null`: no number is known, or one of another definition: a gap, not a zero. */
const seriesSchema = z.array(z.nullable(z.number()));

/** Where numbers usually lie, both ends included. */
const rangeSchema = z.object({ low: z.number(), high: z.number() });

/** The row of a table that moved: by its first cell, and how far its count is from what is usual. */
const moverSchema = z.object({ queryId: nonEmpty, tableId: z.optional(nonEmpty), key: z.string(), change: z.number() });

/** What a report says; how it looks is the notifier's. Times in epoch ms; the window is `[start, end)`. */
const reportContentSchema = z.object({
  reportId: nonEmpty,
  title: localizedTextSchema,
  state: z.enum(['progress', 'partial', 'complete']),
  windowStartMs: wholeNumber,
  windowEndMs: wholeNumber,
  /** When the window ends as one of those by which it is judged: people ask at any time of day. Absent: at its end. */
  comparedEndMs: tolerant(wholeNumber),
  /** The answers that are numbers. In the order of the catalogue. */
  values: z.array(
    z.object({
      ...numberReference,
      title: localizedTextSchema,
      value: z.number(),
      ...numberTraits,
      /** Of a share, which is 100 times `part` by `of`: what it was computed from. */
      part: z.optional(z.number()),
      of: z.optional(z.number()),
      /** What the report has said first. Absent: the same; its question was not asked again, or that brought nothing. */
      backfilledFrom: z.optional(z.number()),
      /** The same number in the windows of the same length before this one; the last is the one right before. */
      earlier: z.optional(seriesSchema),
      /** What is usual for it. Absent: too little is known of earlier windows. */
      baseline: tolerant(rangeSchema),
      /** Whether it is unusual, by more than chance explains. */
      isAnomaly: tolerant(z.literal(true)),
      /** Of one unusual number: the rows that moved most in its direction, the largest move first. */
      movers: tolerant(z.array(moverSchema)),
      /** The numbers of the shorter windows of which this value is the sum, or the average if it is not additive. */
      parts: z.optional(seriesSchema),
    }),
  ),
  /** The answers that are rows, if there are any. In the order of the catalogue. */
  tables: z.optional(
    z.array(
      z.object({
        queryId: nonEmpty,
        /** Where the rows of a query are summed up into several tables. */
        tableId: z.optional(nonEmpty),
        title: localizedTextSchema,
        columns: z.optional(tableColumnsSchema),
        /** The first rows, as Logs Insights gave them. A missing value has no cell. */
        rows: z.array(z.array(z.object({ field: z.string(), value: z.string() }))),
        /** What each row counted a week before, or a window where that is no day. `null`: not known. */
        before: tolerant(seriesSchema),
        /** How many rows there are besides those. Absent: none. */
        omittedRowCount: z.optional(wholeNumber),
        /** What those add up to, in a table that sums up. Absent: nothing, or it is not known. */
        omittedSum: z.optional(z.number()),
      }),
    ),
  ),
  /** What has no answer, with the reason; while the run is open, `pending`. In the order of the catalogue. */
  missing: z.array(
    z.object({
      queryId: nonEmpty,
      title: localizedTextSchema,
      reason: z.object({ code: nonEmpty, message: z.string() }),
    }),
  ),
  /** Why a report comes that is sent for notifications alone: what has become more or less than usual, or usual again. */
  notifications: tolerant(z.array(z.object({ ...numberReference, change: z.enum(['fell', 'rose', 'back']) }))),
  /** True: the questions were answered, and found not one record. */
  noRecords: z.optional(z.boolean()),
  /** True: a file of a report is wanted that is not stored any more, so there is nothing here. */
  isForgotten: z.optional(z.boolean()),
  /** Of the answer to a question that a person has asked: how much of the logs was read for it, bytes. */
  scannedBytes: tolerant(wholeNumber),
  /** True: with a picture of the numbers. */
  chart: z.optional(z.boolean()),
  /** `csv`: a person wants it as such a file, and not as a message. Open, as formats are. */
  file: z.optional(nonEmpty),
  /** What asked for it. `history`: a button, answered from earlier reports. */
  trigger: z.string(),
  /** When it was asked for, if that was a person: the newest records may not be found yet so soon after the window. */
  plannedAtMs: z.optional(wholeNumber),
});
export type ReportContent = z.infer<typeof reportContentSchema>;

const revision = { runId: nonEmpty, revision: wholeNumber, content: reportContentSchema };

/** Every message of the queue. */
export const reportUpdateSchema = z.discriminatedUnion('type', [
  /** A run has a new revision: for every destination. */
  z.object({
    ...version,
    type: z.literal('report-update'),
    ...revision,
    destinations: z.array(destinationSchema),
  }),
  /** The same for one destination: what the notifier sends to itself. */
  z.object({
    ...version,
    type: z.literal('deliver'),
    ...revision,
    destination: destinationSchema,
  }),
  /** A repeated bot reply has posted a second placeholder for a run that has one. */
  z.object({
    ...version,
    type: z.literal('placeholder-superseded'),
    runId: nonEmpty,
    destination: destinationSchema,
  }),
  /** Several times a day: does Telegram bring the bot what people send? */
  z.object({ ...version, type: z.literal('webhook-check') }),
]);

/** Tells the notifier what to show where, or what to look at. */
export type ReportUpdate = z.infer<typeof reportUpdateSchema>;

/** Reads a message of the queue. Errors: see {@link messageReader}. */
export const readReportUpdate = /* @__PURE__ */ messageReader<ReportUpdate>('report-updates', reportUpdateSchema);

export const reportUpdatesDelivery: DeliverySettings = {
  queueName: 'report-updates',
  batchSize: 5,
  functionTimeoutSeconds: 30,
  visibilityTimeoutSeconds: 180,
  failureVisibilityTimeoutSeconds: 25,
  maxReceiveCount: 60,
  maximumConcurrency: 5,
};
