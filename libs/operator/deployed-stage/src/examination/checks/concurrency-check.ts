import { queryJobsDelivery } from '@pulso/contracts/query-jobs';
import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { runEventsDelivery } from '@pulso/contracts/run-events';

import { type Check } from '../check';
import { ok, warning } from '../finding';
import { type Concurrency } from '../ports';

/** What the queues may take at once, and as much again as ten people who write to the bot at the same moment. */
const wantedConcurrency =
  [queryJobsDelivery, runEventsDelivery, reportUpdatesDelivery].reduce(
    (sum, { maximumConcurrency }) => sum + maximumConcurrency,
    0,
  ) + 10;

/**
 * Whether functions may run often enough at once. New accounts have 10.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const concurrencyCheck: Check<Concurrency> = {
  area: 'concurrency',
  read: ({ ports }) => ports.readConcurrency(),
  judge: ({ limit, unreserved }) => {
    const found = `Lambda runs ${limit} invocations at once in this account and region, ${unreserved} of them unreserved`;
    if (unreserved >= wantedConcurrency) return [ok(found)];
    return [
      warning(
        `${found}; Pulso may take ${wantedConcurrency}, and is throttled above`,
        'ask Service Quotas for more: aws service-quotas request-service-quota-increase --service-code lambda ' +
          '--quota-code L-B99A9384 --desired-value 1000',
      ),
    ];
  },
};
