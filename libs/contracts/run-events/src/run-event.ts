import { type MessageContract, readMessage } from '@pulso/contracts/envelope';
import { type DeliverySettings } from '@pulso/contracts/naming';
import { reportPlanSchema } from '@pulso/contracts/report-plan';
import * as z from 'zod/mini';

const nonEmpty = z.string().check(z.minLength(1));
const epochMs = z.int().check(z.nonnegative());
const version = { schemaVersion: z.literal(1) };

/** Rows as GetQueryResults gives them: every value is text. */
const rowsSchema = z.array(z.array(z.object({ field: z.string(), value: z.string() })));
export type ResultRows = z.infer<typeof rowsSchema>;

/** Why a question has no answer. `code` is for programs and stays open for later versions, `message` is for people. */
const failureReasonSchema = z.object({ code: nonEmpty, message: z.string() });
export type FailureReason = z.infer<typeof failureReasonSchema>;

/** What became of one query job. */
const queryOutcomeSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('success'),
    rows: rowsSchema,
    statistics: z.object({ recordsMatched: z.number(), recordsScanned: z.number(), bytesScanned: z.number() }),
  }),
  z.object({ status: z.literal('failed'), reason: failureReasonSchema }),
]);
export type QueryOutcome = z.infer<typeof queryOutcomeSchema>;

const runEventSchema = z.discriminatedUnion('type', [
  z.object({ ...version, type: z.literal('run-opened'), runId: nonEmpty, plan: reportPlanSchema }),
  z.object({ ...version, type: z.literal('run-deadline'), runId: nonEmpty, plan: reportPlanSchema }),
  z.object({
    ...version,
    type: z.literal('query-finished'),
    runId: nonEmpty,
    queryId: nonEmpty,
    outcome: queryOutcomeSchema,
    finishedAtMs: epochMs,
  }),
  z.object({ ...version, type: z.literal('sweep'), scheduledTime: z.iso.datetime({ offset: true }) }),
]);

/** Something that happened to a run, or the reminder to look after all of them. */
export type RunEvent = z.infer<typeof runEventSchema>;

const contract: MessageContract<RunEvent> = { name: 'run-events', newestVersion: 1, schema: runEventSchema };

/** Reads a message of the queue. Errors: see {@link readMessage}. */
export const readRunEvent = (input: unknown): RunEvent => readMessage(contract, input);

export const runEventsDelivery: DeliverySettings = {
  queueName: 'run-events',
  batchSize: 10,
  functionTimeoutSeconds: 20,
  visibilityTimeoutSeconds: 120,
  maxReceiveCount: 8,
  maximumConcurrency: 2,
};

/**
 * Reads the one number of a counting query.
 *
 * Whether `stats count(*)` over no events gives a row with 0 or no row at all is not documented, so both are 0.
 *
 * @param rows - The rows of a completed query.
 * @returns The number, or undefined when the rows are not a single number.
 */
export function singleNumberOf(rows: readonly (readonly { readonly value: string }[])[]): number | undefined {
  if (rows.length === 0) return 0;
  const [row] = rows;
  if (rows.length > 1 || !row || row.length > 1) return undefined;
  const [cell] = row;
  // sum, avg, min and max over nothing leave their cell out: there is no number to show.
  if (!cell || cell.value.trim() === '') return undefined;
  const number = Number(cell.value);
  return Number.isFinite(number) ? number : undefined;
}
