import { type KnownDestination } from '@pulso/contracts/report-plan';
import { type ReportContent, type ReportUpdate, readReportUpdate } from '@pulso/contracts/report-updates';
import { unknownReportErrorName } from '@pulso/contracts/run-requests';
import * as z from 'zod/mini';

import { destinationKindOf } from './delivery';
import { type DeliveryFields } from './wait-in-queue';

/** One revision of a report for one destination. */
export type Deliver = Extract<ReportUpdate, { type: 'deliver' }>;

/** The same for a destination of this kind. */
export type DeliverTo<Kind> = Deliver & { readonly destination: Kind };

/** A run that the dispatcher could not start, as Lambda reports. */
export interface RunNotStarted {
  readonly type: 'run-not-started';
  /** What the dispatcher was asked. It may be why it failed. */
  readonly requestPayload: unknown;
  /** Why Lambda gave up: `RetriesExhausted`, `EventAgeExceeded`. */
  readonly condition: string;
  /** The dispatcher does not have this report. */
  readonly isReportUnknown: boolean;
}

/**
 * The record that Lambda sends when an asynchronous invocation has failed for good. `requestPayload` is there in any shape,
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
 * Reads a message of the queue, which the aggregator and Lambda fill.
 *
 * @throws {MalformedMessageError} Neither of the two. Not retryable.
 * @throws {UnsupportedSchemaVersionError} From a newer sender. Retry after this service is deployed.
 */
export function readIncoming(body: string): ReportUpdate | RunNotStarted {
  const value = jsonIn(body);
  const record = z.safeParse(failureRecordSchema, value);
  // If the body is no JSON, the contract's reader says what is wrong with it.
  if (!record.success) return readReportUpdate(value ?? body);
  const { requestContext, requestPayload, responsePayload } = record.data;
  return {
    type: 'run-not-started',
    requestPayload,
    condition: requestContext.condition,
    isReportUnknown: z.safeParse(unknownReportSchema, responsePayload).success,
  };
}

/** @returns undefined for what is no JSON, and so no record. */
function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** @returns What every part of a report's delivery has to say of it. */
export const wantedOf = (message: DeliverTo<KnownDestination>) => ({
  revision: message.revision,
  logFields: logFieldsOf(message),
  runAgain: runAgainOf(message.content),
  isBackfilled: message.content.values.some(({ backfilledFrom }) => backfilledFrom !== undefined),
});

/** What each line about a revision for one destination says. A metric counts delivered reports by these fields. */
export const logFieldsOf = ({
  runId,
  revision,
  content: { reportId, trigger, state },
  destination,
}: DeliverTo<KnownDestination>): DeliveryFields => ({
  runId,
  reportId,
  trigger,
  revision,
  state,
  destination: destinationKindOf(destination),
});

/** @returns How an operator has a report made again; undefined if a person has asked for it, who can ask again. */
const runAgainOf = ({ trigger, reportId, windowEndMs }: ReportContent): string | undefined =>
  trigger === 'chat' || trigger === 'history'
    ? undefined
    : `npm run report -- --stage STAGE --id ${reportId} --end ${new Date(windowEndMs).toISOString().slice(0, 16)}Z`;
