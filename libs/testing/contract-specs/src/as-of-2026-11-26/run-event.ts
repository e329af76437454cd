/** The reader of the queue `run-events` as it was then, see report-update.ts. */
import { messageReader, nonEmpty, wholeNumber } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

import { destinationSchema, localizedTextSchema } from './report-update';

const reportPlanSchema = z.object({
  reportId: nonEmpty,
  title: localizedTextSchema,
  trigger: z.enum(['schedule', 'chat', 'manual']),
  windowStartMs: wholeNumber,
  windowEndMs: wholeNumber,
  queries: z.array(z.object({ queryId: nonEmpty, title: localizedTextSchema })),
  destinations: z.array(destinationSchema),
  plannedAtMs: wholeNumber,
  reportDueAtMs: wholeNumber,
  giveUpAtMs: wholeNumber,
  nextScheduledAtMs: z.optional(wholeNumber),
});

const outcomeSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('success'),
    rows: z.array(z.array(z.object({ field: z.string(), value: z.string() }))),
    omittedRowCount: z.optional(z.int().check(z.nonnegative())),
    statistics: z.object({ recordsMatched: z.number(), recordsScanned: z.number(), bytesScanned: z.number() }),
  }),
  z.object({ status: z.literal('failed'), reason: z.object({ code: nonEmpty, message: z.string() }) }),
]);

const version = { schemaVersion: z.literal(1) };

const runEventSchema = z.discriminatedUnion('type', [
  z.object({ ...version, type: z.literal('run-opened'), runId: nonEmpty, plan: reportPlanSchema }),
  z.object({ ...version, type: z.literal('run-deadline'), runId: nonEmpty, plan: reportPlanSchema }),
  z.object({
    ...version,
    type: z.literal('query-finished'),
    runId: nonEmpty,
    queryId: nonEmpty,
    outcome: outcomeSchema,
    finishedAtMs: wholeNumber,
  }),
  z.object({ ...version, type: z.literal('sweep'), scheduledTime: z.iso.datetime({ offset: true }) }),
]);

export const readRunEventOfThen = messageReader<z.infer<typeof runEventSchema>>({
  name: 'run-events',
  newestVersion: 1,
  schema: runEventSchema,
});
