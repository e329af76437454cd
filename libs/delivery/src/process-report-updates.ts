import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { type BatchResponse, type QueueMessage, settleBatch } from '@pulso/message-batches';

import { delaySecondsOf } from './call-telegram';
import { type DeliverDeps, deliver } from './deliver';
import { NotNowError } from './errors';
import { pointToReport } from './point-to-report';
import { readIncoming } from './read-incoming';
import { type DeliverOutcome } from './record-outcome';
import { reportNotStarted } from './report-not-started';
import { type QueuedUpdate, splitUpdate } from './split-update';

/** What the notifier needs. The deadline follows from the clock. */
export interface ReportUpdatesDeps extends Omit<DeliverDeps, 'deadlineMs'> {
  /**
   * Puts messages into the notifier's own queue. Resolves when the queue has accepted every one of them; throws when
   * it refused any, after which sending all of them again must be harmless.
   */
  readonly sendReportUpdates: (messages: readonly QueuedUpdate[]) => Promise<void>;
}

type Deps = DeliverDeps & Pick<ReportUpdatesDeps, 'sendReportUpdates'>;

/**
 * Shows reports where they belong: the notifier's whole job, for one batch of its queue.
 *
 * @param messages - The records of one Lambda event: messages of the `report-updates` contract, and the records that
 * Lambda sends for invocations of the dispatcher that have failed for good.
 * @returns Which messages SQS shall deliver again.
 */
export function processReportUpdates(
  messages: readonly QueueMessage[],
  deps: ReportUpdatesDeps,
): Promise<BatchResponse> {
  const deadlineMs = deps.clock.nowMs() + reportUpdatesDelivery.functionTimeoutSeconds * 1000;
  return settleBatch(messages, ({ body }) => processOne(body, { ...deps, deadlineMs }), deps.log);
}

async function processOne(body: string, deps: Deps): Promise<void> {
  const incoming = readIncoming(body);
  switch (incoming.type) {
    case 'report-update': {
      const deliveries = splitUpdate(incoming);
      if (deliveries.length > 0) await deps.sendReportUpdates(deliveries);
      return;
    }
    case 'deliver':
      return sendAgainLater(await deliver(incoming, deps), { body: incoming }, deps);
    case 'placeholder-superseded':
      return sendAgainLater(await pointToReport(incoming.runId, incoming.destination, deps), { body: incoming }, deps);
    case 'run-not-started': {
      const outcome = await reportNotStarted(incoming, deps);
      // Lambda's record is not ours to write again: SQS brings it back by itself.
      if (outcome.status === 'later') throw new NotNowError(outcome.delayMs);
      return;
    }
    default:
      return incoming satisfies never;
  }
}

/** Waits in the queue and not in the function. A copy with a delay uses up no receive of the original. */
async function sendAgainLater(
  outcome: DeliverOutcome,
  message: Pick<QueuedUpdate, 'body'>,
  { sendReportUpdates }: Deps,
): Promise<void> {
  if (outcome.status === 'later') {
    await sendReportUpdates([{ ...message, delaySeconds: delaySecondsOf(outcome.delayMs) }]);
  }
}
