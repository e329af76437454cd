import { type KnownDestination } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type LogFields } from '@pulso/kit/runtime';

import { destinationKindOf } from '../lease/delivery-key';
import { type Deliver } from './split-update';

/** What each line about a revision for one destination says. A metric counts delivered reports by these fields. */
export const logFieldsOf = ({
  runId,
  revision,
  content: { reportId, trigger, state },
  destination,
}: Deliver & { readonly destination: KnownDestination }): LogFields => ({
  runId,
  reportId,
  trigger,
  revision,
  state,
  destination: destinationKindOf(destination),
});

/** A chat that asked is a destination of its own; what else starts a run sends its report where the settings say. */
const personTriggers: ReadonlySet<string | undefined> = new Set(['chat', 'history']);

/**
 * Tells how an operator has a report made again, which sends it to all of its destinations.
 *
 * @returns undefined for a report that a person has asked for, who can ask again.
 */
export const runAgainOf = ({ trigger, reportId, windowEndMs }: ReportContent): string | undefined =>
  personTriggers.has(trigger)
    ? undefined
    : `npm run report -- --stage STAGE --id ${reportId} --end ${new Date(windowEndMs).toISOString().slice(0, 16)}Z`;
