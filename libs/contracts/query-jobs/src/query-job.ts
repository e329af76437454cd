import { type MessageContract, readMessage } from '@pulso/contracts/envelope';
import { type DeliverySettings } from '@pulso/contracts/naming';
import * as z from 'zod/mini';

const nonEmpty = z.string().check(z.minLength(1));
const count = z.int().check(z.nonnegative());

const queryJobSchema = z.object({
  schemaVersion: z.literal(1),
  runId: nonEmpty,
  queryId: nonEmpty,
  /** 1 to 50 names. @see CloudWatch Logs API reference, StartQuery */
  logGroupNames: z.array(nonEmpty).check(z.minLength(1), z.maxLength(50)),
  queryString: nonEmpty.check(z.maxLength(10_000)),
  /** Epoch seconds, inclusive. */
  startTimeSeconds: count,
  /** Epoch seconds, inclusive. */
  endTimeSeconds: count,
  /** From this moment on the job ends as failed instead of being tried again. Epoch ms. */
  giveUpAtMs: count,
  /** How often the job was put back into the queue; the queue's own receive count starts anew each time. */
  attempt: count,
  /** How often the query was started again after it ended as Failed, Cancelled or Timeout. */
  restartCount: count,
  /** The running query, once started. */
  insightsQueryId: z.optional(nonEmpty),
});

/** Asks a worker for the answer to one question of one run. */
export type QueryJob = z.infer<typeof queryJobSchema>;

const contract: MessageContract<QueryJob> = { name: 'query-jobs', newestVersion: 1, schema: queryJobSchema };

/** Reads a message of the queue. Errors: see {@link readMessage}. */
export const readQueryJob = (input: unknown): QueryJob => readMessage(contract, input);

export const queryJobsDelivery: DeliverySettings = {
  queueName: 'query-jobs',
  batchSize: 5,
  functionTimeoutSeconds: 30,
  visibilityTimeoutSeconds: 180,
  maxReceiveCount: 5,
  maximumConcurrency: 20,
};
