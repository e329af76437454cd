/** The reader of the queue `query-jobs` as it was then, see report-update.ts. */
import { messageReader, nonEmpty, wholeNumber } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

const queryJobSchema = z.object({
  schemaVersion: z.literal(1),
  runId: nonEmpty,
  queryId: nonEmpty,
  logGroupNames: z.array(nonEmpty).check(z.minLength(1), z.maxLength(50)),
  queryString: nonEmpty.check(z.maxLength(10_000)),
  startTimeSeconds: wholeNumber,
  endTimeSeconds: wholeNumber,
  giveUpAtMs: wholeNumber,
  attempt: wholeNumber,
  restartCount: wholeNumber,
  insightsQueryId: z.optional(nonEmpty),
  pace: z.optional(z.object({ firstPollAfterMs: wholeNumber, startBackoffMs: wholeNumber })),
  waitMs: z.optional(wholeNumber.check(z.maximum(999))),
});

export const readQueryJobOfThen = messageReader<z.infer<typeof queryJobSchema>>({
  name: 'query-jobs',
  newestVersion: 1,
  schema: queryJobSchema,
});
