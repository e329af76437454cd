import { type KnownDestination } from '@pulso/contracts/report-plan';
import { type ReportContent, type ReportUpdate, readReportUpdate } from '@pulso/contracts/report-updates';
import { unknownReportErrorName } from '@pulso/contracts/run-requests';
import * as z from 'zod/mini';

import { destinationKindOf } from './delivery';
import { type DeliveryFields } from './wait-in-queue';

/** One revision of a report for one destination. */
export type Deliver = Extract<ReportUpdate, { type: 'deliver' }>;

export type DeliverTo<Kind> = Deliver & { readonly destination: Kind };

/** A run that the dispatcher could not start, as Lambda reports it. */
export interface RunNotStarted {
  readonly type: 'run-not-started';
  /** What the dispatcher was asked. It may be invalid. */
  readonly requestPayload: unknown;
  /** Why Lambda gave up: `RetriesExhausted`, `EventAgeExceeded`. */
  readonly condition: string;
  readonly isReportUnknown: boolean;
}

/**
 * Lambda's record of an asynchronous invocation that failed for good. `requestPayload` may have any shape;
 * `responsePayload` is missing when the event grew too old.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
const failureRecordSchema = z.object({
  requestContext: z.object({ condition: z.string() }),
  requestPayload: z.optional(z.unknown()),
  responsePayload: z.optional(z.unknown()),
});

const unknownReportSchema = z.object({ errorType: z.literal(unknownReportErrorName) });

/**
 * Reads a message from the queue, which the aggregator and Lambda fill.
 *
 * @throws {MalformedMessageError} It is from neither. Not retryable.
 * @throws {UnsupportedSchemaVersionError} From a newer sender. Retry after this service is deployed.
 */
export function readIncoming(body: string): ReportUpdate | RunNotStarted {
  const value = jsonIn(body);
  const record = z.safeParse(failureRecordSchema, value);
  // The contract's reader says what is wrong with a body that is not JSON.
  if (!record.success) return readReportUpdate(value ?? body);
  const { requestContext, requestPayload, responsePayload } = record.data;
  return {
    type: 'run-not-started',
    requestPayload,
    condition: requestContext.condition,
    isReportUnknown: z.safeParse(unknownReportSchema, responsePayload).success,
  };
}

/** @returns undefined if it is not JSON. */
function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** @returns What report and chart have in common. */
export const wantedOf = (message: DeliverTo<KnownDestination>) => ({
  revision: message.revision,
  logFields: logFieldsOf(message),
  runAgain: runAgainOf(message.content),
  isBackfilled: message.content.values.some(({ backfilledFrom }) => backfilledFrom !== undefined),
});

/** The fields of each line about a revision at one destination. A metric counts delivered reports by them. */
export function logFieldsOf({ runId, revision, content, destination }: DeliverTo<KnownDestination>): DeliveryFields {
  const { reportId, trigger, state } = content;
  return { runId, reportId, trigger, revision, state, destination: destinationKindOf(destination) };
}

/** @returns The operator's command that makes a report again; undefined if a person asked for it, who can ask again. */
const runAgainOf = ({ trigger, reportId, windowEndMs }: ReportContent): string | undefined =>
  trigger === 'chat' || trigger === 'history'
    ? undefined
    : `npm run report -- --stage STAGE --id ${reportId} --end ${new Date(windowEndMs).toISOString().slice(0, 16)}Z`;
