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

/** One number per window, oldest first. `null`: unknown, or of another definition: a gap, not a zero. */
const seriesSchema = z.array(z.nullable(z.number()));

/** A baseline: where numbers usually lie, both ends included, and what was expected. */
const rangeSchema = z.object({ low: z.number(), high: z.number(), expected: z.optional(z.number()) });

/** What moved, by how much from what was expected: a row of a table, by its first cell `key`; without it a number. */
const movedRow = { tableId: z.optional(nonEmpty), key: z.optional(z.string()), change: z.number() };
const moverSchema = z.object({ ...numberReference, ...movedRow });

/** The content of a report; the notifier decides its form. Times in epoch ms; the window is `[start, end)`. */
const reportContentSchema = z.object({
  reportId: nonEmpty,
  title: localizedTextSchema,
  state: z.enum(['progress', 'partial', 'complete']),
  windowStartMs: wholeNumber,
  windowEndMs: wholeNumber,
  /** The window's end for comparison with earlier windows, since people ask at any time of day. Absent: its own end. */
  comparedEndMs: tolerant(wholeNumber),
  /** The answers that are numbers. In the order of the catalogue. */
  values: z.array(
    z.object({
      ...numberReference,
      title: localizedTextSchema,
      value: z.number(),
      ...numberTraits,
      /** The terms of a share, which is 100 times `part` by `of`. */
      part: z.optional(z.number()),
      of: z.optional(z.number()),
      /** The value before a backfill. Absent: unchanged; the question was not asked again, or that brought nothing. */
      backfilledFrom: z.optional(z.number()),
      /** The same number in the preceding windows of the same length; the last is the window right before. */
      earlier: z.optional(seriesSchema),
      /** Its usual range. Absent: too few earlier windows are known. */
      baseline: tolerant(rangeSchema),
      /** It differs from the baseline by more than chance explains. */
      isAnomaly: tolerant(z.literal(true)),
      /** For one anomaly: what moved most in its direction, largest move first; no request counts in two of them. */
      movers: tolerant(z.array(moverSchema)),
      /** When it was other than usual, `[start, end)`. Without an end: still. From before the window: for days. */
      during: tolerant(z.object({ startMs: wholeNumber, endMs: z.optional(wholeNumber) })),
      /** Its rise came with no more people than usual. */
      isByFew: tolerant(z.literal(true)),
      /** The numbers of the shorter windows. This value is their sum, or their average if it is not additive. */
      parts: z.optional(seriesSchema),
      /** For a chart: the parts of the window before, and the usual range of each part. */
      partsBefore: tolerant(seriesSchema),
      partBaselines: tolerant(z.array(z.nullable(rangeSchema))),
    }),
  ),
  /** The answers that are rows, if there are any. In the order of the catalogue. */
  tables: z.optional(
    z.array(
      z.object({
        queryId: nonEmpty,
        /** Present if a query has several tables. */
        tableId: z.optional(nonEmpty),
        title: localizedTextSchema,
        columns: z.optional(tableColumnsSchema),
        /** The first rows from Logs Insights. A missing value has no cell. */
        rows: z.array(z.array(z.object({ field: z.string(), value: z.string() }))),
        /** Each row's count a week before, or a window before unless that is a day. `null`: unknown. */
        before: tolerant(seriesSchema),
        /** How many more rows there are. Absent: none. */
        omittedRowCount: z.optional(wholeNumber),
        /** Their sum, in a table of sums. Absent: zero or unknown. */
        omittedSum: z.optional(z.number()),
      }),
    ),
  ),
  /** Questions without an answer, with the reason; `pending` while the run is open. In the order of the catalogue. */
  missing: z.array(
    z.object({
      queryId: nonEmpty,
      title: localizedTextSchema,
      reason: z.object({ code: nonEmpty, message: z.string() }),
    }),
  ),
  /** Why a report that is sent only for anomalies is sent: numbers that fell, rose, or came back. */
  notifications: tolerant(z.array(z.object({ ...numberReference, change: z.enum(['fell', 'rose', 'back']) }))),
  /** True: the questions were answered, but found no record. */
  noRecords: z.optional(z.boolean()),
  /** True: a person wants the file of a report that is no longer stored, so this is empty. */
  isForgotten: z.optional(z.boolean()),
  /** For a question that a person asked: how much of the logs was read, bytes. */
  scannedBytes: tolerant(wholeNumber),
  /** True: with a picture of the numbers. */
  chart: z.optional(z.boolean()),
  /** `csv`: a person wants a file of this kind, not a message. Open, like formats. */
  file: z.optional(nonEmpty),
  /** What asked for it. `history`: a button, answered from earlier reports. */
  trigger: z.string(),
  /** When a person asked for it: soon after the window its newest records may not be found yet. */
  plannedAtMs: z.optional(wholeNumber),
});
export type ReportContent = z.infer<typeof reportContentSchema>;

const revision = { runId: nonEmpty, revision: wholeNumber, content: reportContentSchema };

/** Every message of the queue. */
export const reportUpdateSchema = z.discriminatedUnion('type', [
  /** A new revision of a run, for every destination. */
  z.object({ ...version, type: z.literal('report-update'), ...revision, destinations: z.array(destinationSchema) }),
  /** The same for one destination; the notifier sends it to itself. */
  z.object({ ...version, type: z.literal('deliver'), ...revision, destination: destinationSchema }),
  /** A repeated reply of the bot posted a second placeholder for a run. */
  z.object({ ...version, type: z.literal('placeholder-superseded'), runId: nonEmpty, destination: destinationSchema }),
  /** Several times a day: does Telegram deliver people's messages to the bot? */
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
