import { destinationSchema, backfillSchema, reportPlanSchema } from '@pulso/contracts/report-plan';
import { type DeliverySettings, messageReader, nonEmpty, wholeNumber } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

const version = { schemaVersion: z.literal(1) };

/** Rows of GetQueryResults: every value is text. */
export const resultRowsSchema = z.array(z.array(z.object({ field: z.string(), value: z.string() })));
export type ResultRows = z.infer<typeof resultRowsSchema>;

/** The rows of a query summed up into several tables, each by the id that the plan gives it. */
export const resultTablesSchema = z.array(
  z.object({
    tableId: nonEmpty,
    rows: resultRowsSchema,
    omittedRowCount: z.optional(wholeNumber),
    /** Their sum. Absent: zero or unknown. */
    omittedSum: z.optional(z.number()),
  }),
);

export type ResultTable = z.infer<typeof resultTablesSchema>[number];

/** Why a question has no answer. `code` is for programs and open for later versions, `message` is for people. */
export const failureReasonSchema = z.object({ code: nonEmpty, message: z.string() });
export type FailureReason = z.infer<typeof failureReasonSchema>;

/** How much a query has read, from Logs Insights. */
export const queryStatisticsSchema = z.object({
  recordsMatched: z.number(),
  recordsScanned: z.number(),
  bytesScanned: z.number(),
});

/** The outcome of one query job. */
const queryOutcomeSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('success'),
    /** One number, or the first rows of a table: see `answerOf`. */
    rows: resultRowsSchema,
    /** How many more rows followed. Absent: none. */
    omittedRowCount: z.optional(wholeNumber),
    /** The summed rows, if the job asked for tables; then `rows` is empty. */
    tables: z.optional(resultTablesSchema),
    statistics: queryStatisticsSchema,
  }),
  z.object({ status: z.literal('failed'), reason: failureReasonSchema }),
]);
export type QueryOutcome = z.infer<typeof queryOutcomeSchema>;

/** Every message of the queue. */
export const runEventSchema = z.discriminatedUnion('type', [
  z.object({ ...version, type: z.literal('run-opened'), runId: nonEmpty, plan: reportPlanSchema }),
  z.object({ ...version, type: z.literal('run-deadline'), runId: nonEmpty, plan: reportPlanSchema }),
  z.object({
    ...version,
    type: z.literal('query-finished'),
    runId: nonEmpty,
    queryId: nonEmpty,
    outcome: queryOutcomeSchema,
    finishedAtMs: wholeNumber,
    /** Present if the question belongs to a run that is over. Absent: its run waits for the answer. */
    backfill: z.optional(backfillSchema),
  }),
  /** A person wants earlier reports: one destination gets the stored numbers, without a query. */
  z.object({
    ...version,
    type: z.literal('history-requested'),
    /** The same for every repetition of one request. */
    requestId: nonEmpty,
    reportId: nonEmpty,
    /** How many of the report's windows, up to the newest: 1 to 31. */
    windowCount: z.int().check(z.gte(1), z.lte(31)),
    /** The newest of these windows ended by this time, epoch ms. Absent: by `requestedAtMs`. */
    endedByMs: z.optional(wholeNumber),
    chart: z.boolean(),
    /** The person wants a file of this run instead. Absent: earlier reports. */
    fileOfRunId: z.optional(nonEmpty),
    destination: destinationSchema,
    requestedAtMs: wholeNumber,
  }),
  z.object({ ...version, type: z.literal('sweep'), scheduledTime: z.iso.datetime({ offset: true }) }),
]);

/** Something that happened to a run, or the sweep's reminder to look after all runs. */
export type RunEvent = z.infer<typeof runEventSchema>;

/** Reads a message of the queue. Errors: see {@link messageReader}. */
export const readRunEvent = /* @__PURE__ */ messageReader<RunEvent>('run-events', runEventSchema);

/** How often the aggregator's schedule sends a sweep. */
export const sweepEverySeconds = 300;

export const runEventsDelivery: DeliverySettings = {
  queueName: 'run-events',
  batchSize: 10,
  functionTimeoutSeconds: 20,
  visibilityTimeoutSeconds: 120,
  failureVisibilityTimeoutSeconds: 120,
  maxReceiveCount: 12,
  maximumConcurrency: 2,
};
