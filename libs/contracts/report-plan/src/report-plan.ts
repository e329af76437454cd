import { destinationSchema } from '@pulso/contracts/destinations';
import { nonEmpty, wholeNumber } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

/** A text per two-letter language code; `en` is always there and stands in for the others. */
export const localizedTextSchema = z.intersection(z.object({ en: z.string() }), z.record(z.string(), z.string()));
export type LocalizedText = z.infer<typeof localizedTextSchema>;

/** One question of a report, as its reader sees it. */
const plannedQuerySchema = z.object({ queryId: nonEmpty, title: localizedTextSchema });
export type PlannedQuery = z.infer<typeof plannedQuerySchema>;

/** Everything about a run that is fixed when it is planned. Times in epoch ms; the window is `[start, end)`. */
export const reportPlanSchema = z.object({
  reportId: nonEmpty,
  title: localizedTextSchema,
  trigger: z.enum(['schedule', 'chat', 'manual']),
  windowStartMs: wholeNumber,
  windowEndMs: wholeNumber,
  queries: z.array(plannedQuerySchema),
  destinations: z.array(destinationSchema),
  plannedAtMs: wholeNumber,
  /** When the run closes with the answers that have arrived. */
  reportDueAtMs: wholeNumber,
  /** When a worker stops trying to answer a query; before `reportDueAtMs`. */
  giveUpAtMs: wholeNumber,
  /** Scheduled runs only: when the next one is expected, for the sweep that notices its absence. */
  nextScheduledAtMs: z.optional(wholeNumber),
});
export type ReportPlan = z.infer<typeof reportPlanSchema>;

/**
 * The most bytes of a plan's JSON in UTF-8.
 *
 * A plan is stored as one item of DynamoDB, which takes 400 KB, and travels in messages of SQS, which take 1 MiB. Its
 * titles return in a report update beside 250,000 bytes of rows and reasons and about 100 bytes of JSON around each of
 * 1,000 of them: 700,000 bytes together.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
export const maxPlanBytes = 350_000;
