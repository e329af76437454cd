import { destinationSchema } from '@pulso/contracts/destinations';
import * as z from 'zod/mini';

const nonEmpty = z.string().check(z.minLength(1));
const epochMs = z.int().check(z.nonnegative());

/** A text per two-letter language code; `en` is always there and stands in for the others. */
export const localizedTextSchema = z.intersection(z.object({ en: z.string() }), z.record(z.string(), z.string()));
export type LocalizedText = z.infer<typeof localizedTextSchema>;

/** One question of a report, as its reader sees it. */
export const plannedQuerySchema = z.object({ queryId: nonEmpty, title: localizedTextSchema });
export type PlannedQuery = z.infer<typeof plannedQuerySchema>;

/** Everything about a run that is fixed when it is planned. Times in epoch ms; the window is `[start, end)`. */
export const reportPlanSchema = z.object({
  reportId: nonEmpty,
  title: localizedTextSchema,
  trigger: z.enum(['schedule', 'chat', 'manual']),
  windowStartMs: epochMs,
  windowEndMs: epochMs,
  queries: z.array(plannedQuerySchema),
  destinations: z.array(destinationSchema),
  plannedAtMs: epochMs,
  /** When the run closes with whatever has arrived. */
  reportDueAtMs: epochMs,
  /** When a worker stops trying to answer a query; before `reportDueAtMs`. */
  giveUpAtMs: epochMs,
  /** Scheduled runs only: when the next one is expected, for the sweep that notices its absence. */
  nextScheduledAtMs: z.optional(epochMs),
});
export type ReportPlan = z.infer<typeof reportPlanSchema>;
