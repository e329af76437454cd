import { type DeliverySettings, messageReader, nonEmpty, wholeNumber } from '@pulso/contracts/envelope';
import { backfillSchema } from '@pulso/contracts/report-plan';
import * as z from 'zod/mini';

/** The pace of a large run's job, so that all its jobs together stay within the account's quotas. */
const jobPaceSchema = z.object({
  /** How long after its start the query is first polled, ms. Meanwhile the worker re-enqueues the job. */
  firstPollAfterMs: wholeNumber,
  /** A throttled start is retried after a random time up to this, ms; the bound doubles with each attempt. */
  startBackoffMs: wholeNumber,
});
export type JobPace = z.infer<typeof jobPaceSchema>;

/** Every message of the queue. */
export const queryJobSchema = z.object({
  schemaVersion: z.literal(1),
  runId: nonEmpty,
  queryId: nonEmpty,
  /** 1 to 50 names. @see CloudWatch Logs API reference, StartQuery */
  logGroupNames: z.array(nonEmpty).check(z.minLength(1), z.maxLength(50)),
  queryString: nonEmpty.check(z.maxLength(10_000)),
  /** Epoch seconds, inclusive. */
  startTimeSeconds: wholeNumber,
  /** Epoch seconds, inclusive. */
  endTimeSeconds: wholeNumber,
  /** From this time on the job fails instead of being retried. Epoch ms. */
  giveUpAtMs: wholeNumber,
  /** How often the job was re-enqueued; each time the queue's receive count starts anew. */
  attempt: wholeNumber,
  /** How often the query was restarted after it ended as Failed, Cancelled or Timeout. */
  restartCount: wholeNumber,
  /** The running query, once started. */
  insightsQueryId: z.optional(nonEmpty),
  /** Sum up the rows into these tables, see `rollUp` of the contract `run-events`. Absent: report the rows. */
  tables: z.optional(
    z.array(z.object({ tableId: nonEmpty, by: nonEmpty, sum: nonEmpty, isWhole: z.optional(z.literal(true)) })),
  ),
  /** Jobs of large runs only. Absent: the worker waits a while for the answer, and polls early and often. */
  pace: z.optional(jobPaceSchema),
  /** How long the worker waits first, 0 to 999 ms: the part of a delay that the queue can't hold. */
  waitMs: z.optional(wholeNumber.check(z.maximum(999))),
  /** The query is stopped once it has read more bytes. Absent: no limit. */
  maxScannedBytes: z.optional(wholeNumber),
  /** A question of an earlier run that is asked again: copied into the event with the answer. Absent: the first time. */
  backfill: z.optional(backfillSchema),
});

/** Asks a worker for the answer to one question of one run. */
export type QueryJob = z.infer<typeof queryJobSchema>;

/** Reads a message of the queue. Errors: see {@link messageReader}. */
export const readQueryJob = /* @__PURE__ */ messageReader<QueryJob>('query-jobs', queryJobSchema);

export const queryJobsDelivery: DeliverySettings = {
  queueName: 'query-jobs',
  batchSize: 5,
  functionTimeoutSeconds: 30,
  visibilityTimeoutSeconds: 180,
  failureVisibilityTimeoutSeconds: 30,
  maxReceiveCount: 40,
  maximumConcurrency: 20,
};
