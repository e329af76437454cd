import { alarmedEvents } from '@pulso/contracts/naming';
import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { type RunRequest, readRunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { type Log } from '@pulso/logging';
import {
  type BatchResponse,
  type QueueMessage,
  type TakeTurns,
  createTakeTurns,
  settleBatch,
} from '@pulso/message-batches';

import { delaySecondsOf } from './call-telegram';
import { type Deliver, type DeliverDeps, deliver } from './deliver';
import { NotNowError } from './errors';
import { pointToReport } from './point-to-report';
import { type RunNotStarted, readIncoming } from './read-incoming';
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
 * Lambda sends for invocations of the dispatcher that have failed for good. Those of one chat are handled one after the
 * other, so that each finds the flood limit that the one before it has met.
 * @returns Which messages SQS shall deliver again.
 */
export function processReportUpdates(
  messages: readonly QueueMessage[],
  deps: ReportUpdatesDeps,
): Promise<BatchResponse> {
  const deadlineMs = deps.clock.nowMs() + reportUpdatesDelivery.functionTimeoutSeconds * 1000;
  const takeTurns = createTakeTurns();
  return settleBatch(messages, ({ body }) => processOne(body, takeTurns, { ...deps, deadlineMs }), deps.log);
}

async function processOne(body: string, takeTurns: TakeTurns, deps: Deps): Promise<void> {
  const incoming = readIncoming(body);
  switch (incoming.type) {
    case 'report-update': {
      const deliveries = splitUpdate(incoming);
      const [only] = deliveries;
      // Nobody else is held up by a lone destination, which is spared the way through the queue.
      if (only && deliveries.length === 1) return await deliverInTurn(only.body, takeTurns, deps);
      if (deliveries.length > 0) await deps.sendReportUpdates(deliveries);
      return;
    }
    case 'deliver':
      return await deliverInTurn(incoming, takeTurns, deps);
    case 'placeholder-superseded':
      return takeTurns(incoming.destination.chatId, async () =>
        sendAgainLater(await pointToReport(incoming.runId, incoming.destination, deps), { body: incoming }, deps),
      );
    case 'run-not-started': {
      const request = readLoudly(incoming, deps.log);
      const { trigger } = request;
      // Where the reports of a schedule go, the dispatcher alone knows; the alarm tells the operator.
      if (trigger.type !== 'chat') return;
      return takeTurns(trigger.chatId, async () => {
        const outcome = await reportNotStarted(request, trigger, deps);
        // Lambda's record is not ours to write again: SQS brings it back by itself.
        if (outcome.status === 'later') throw new NotNowError(outcome.delayMs);
      });
    }
    default:
      return incoming satisfies never;
  }
}

const deliverInTurn = (message: Deliver, takeTurns: TakeTurns, deps: Deps): Promise<void> =>
  takeTurns(message.destination.chatId, async () =>
    sendAgainLater(await deliver(message, deps), { body: message }, deps),
  );

/**
 * Reads what the dispatcher was asked, and raises the alarm whether that can be read or not.
 *
 * Nobody is told about a request that can't be read: without the run's id, a notice might land on a report.
 *
 * @throws As {@link readRunRequest} does, so that the record reaches the dead-letter queue.
 */
function readLoudly({ requestPayload, condition }: RunNotStarted, log: Log): RunRequest {
  try {
    const request = readRunRequest(requestPayload);
    const { reportId, trigger } = request;
    log.error(alarmedEvents.runNotStarted, { runId: runIdOf(request), reportId, trigger: trigger.type, condition });
    return request;
  } catch (error) {
    log.error(alarmedEvents.runNotStarted, { trigger: 'unreadable', condition });
    throw error;
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
