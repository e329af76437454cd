import { isKnownDestination, isTelegramDestination } from '@pulso/contracts/destinations';
import { alarmedEvents, maxDelaySeconds } from '@pulso/contracts/naming';
import { type ReportUpdate, reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { type RunRequest, readRunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { type Log, type LogFields } from '@pulso/logging';
import {
  type BatchResponse,
  type QueueMessage,
  type TakeTurns,
  createTakeTurns,
  leaveCopy,
  settleBatch,
} from '@pulso/message-batches';

import { deliver } from './deliver';
import { type Deliver, noticeRequestOf, reportRequestOf } from './deliver-request';
import { destinationKindOf } from './delivery-key';
import { type DeliverOutcome } from './delivery-outcome';
import { NotNowError, UnknownDestinationKindError, WaitedTooLongError } from './errors';
import { logFieldsOf } from './log-fields';
import { pointToReport } from './point-to-report';
import { type DeliverDeps, type SendReportUpdates } from './ports';
import { postReport } from './post-report';
import { type RunNotStarted, readIncoming } from './read-incoming';
import { splitUpdate } from './split-update';

/** What the notifier needs. The deadline follows from the clock. */
export interface ReportUpdatesDeps extends Omit<DeliverDeps, 'deadlineMs'> {
  readonly sendReportUpdates: SendReportUpdates;
  /** `checkWebhook` of this library, loaded when it is asked for: a few times a day. */
  readonly checkWebhook: () => Promise<void>;
}

/**
 * Shows reports where they belong, and looks after the bot's webhook: the notifier's whole job, for one batch of its queue.
 *
 * Messages of one chat are handled one after the other, so that each finds the flood limit that the one before it has
 * met; those of one list or webhook, too.
 *
 * @param messages - The records of one Lambda event. Each body is a message of the `report-updates` contract, or the
 * record of a dispatcher invocation that has failed for good, which Lambda sends to the same queue.
 * @returns Which messages SQS shall deliver again.
 */
export function processReportUpdates(
  messages: readonly QueueMessage[],
  deps: ReportUpdatesDeps,
): Promise<BatchResponse> {
  const deadlineMs = deps.clock.nowMs() + reportUpdatesDelivery.functionTimeoutSeconds * 1000;
  const takeTurns = createTakeTurns();
  return settleBatch(messages, (message) => processOne(message, takeTurns, { ...deps, deadlineMs }), deps.log);
}

async function processOne(
  received: QueueMessage,
  takeTurns: TakeTurns,
  deps: ReportUpdatesDeps & DeliverDeps,
): Promise<void> {
  const incoming = readIncoming(received.body);
  switch (incoming.type) {
    case 'report-update': {
      const deliveries = splitUpdate(incoming);
      const [only] = deliveries;
      // A lone destination holds up no other, so it is spared the way through the queue.
      if (only && deliveries.length === 1) return await deliverTo(only);
      if (deliveries.length > 0) await deps.sendReportUpdates(deliveries.map((message) => ({ body: message })));
      return;
    }
    case 'deliver':
      return await deliverTo(incoming);
    case 'placeholder-superseded':
      return await tidy(incoming);
    case 'webhook-check':
      return await deps.checkWebhook();
    case 'run-not-started': {
      const request = readLoudly(incoming, deps.log);
      const { trigger } = request;
      // Where the reports of a schedule go, the dispatcher alone knows; the alarm tells the operator.
      if (trigger.type !== 'chat' && trigger.type !== 'history') return;
      return await takeTurns(trigger.chatId, async () => {
        const outcome = await deliver(noticeRequestOf(request, trigger, incoming), deps);
        // Lambda's record is not ours to write again: SQS brings it back by itself.
        if (outcome.status === 'later') throw new NotNowError(outcome.delayMs);
      });
    }
    default:
      return incoming satisfies never;
  }

  function tidy(message: Extract<ReportUpdate, { type: 'placeholder-superseded' }>): Promise<void> {
    const { runId, destination } = message;
    if (!isTelegramDestination(destination)) throw new UnknownDestinationKindError(destination.type);
    return inTurn(destination.chatId, message, () => pointToReport(runId, destination, deps));
  }

  function deliverTo(message: Deliver): Promise<void> {
    const { destination } = message;
    if (!isKnownDestination(destination)) throw new UnknownDestinationKindError(destination.type);
    const awaited = message.content.state === 'progress' ? undefined : logFieldsOf({ ...message, destination });
    switch (destination.type) {
      case 'telegram':
        return inTurn(
          destination.chatId,
          message,
          () => deliver(reportRequestOf({ ...message, destination }), deps),
          awaited,
        );
      case 'email':
      case 'webhook':
        return inTurn(
          destinationKindOf(destination),
          message,
          () => postReport({ ...message, destination }, deps),
          awaited,
        );
      default:
        return destination satisfies never;
    }
  }

  /**
   * Waits in the queue and not in the function. A copy with a delay uses up no receive of the original, so it carries
   * since when it has been waiting: what waits for ever would circulate for ever, and no alarm would ring.
   *
   * @param awaited - What the log says of a report that its readers wait for.
   */
  function inTurn(
    turn: string,
    message: Exclude<ReportUpdate, { type: 'report-update' | 'webhook-check' }>,
    act: () => Promise<DeliverOutcome>,
    awaited?: LogFields,
  ): Promise<void> {
    return takeTurns(turn, async () => {
      const outcome = await act();
      if (outcome.status === 'done') return;
      const { waitingSinceMs = deps.clock.nowMs() } = message;
      const waitedMs = deps.clock.nowMs() - waitingSinceMs;
      if (waitedMs > longestWaitMs) throw new WaitedTooLongError(message.runId, waitedMs);
      // Each wait is at least a tenth of those before it: a limit that is there again each second costs no receive a second.
      const delaySeconds = delaySecondsOf(Math.max(outcome.delayMs, Math.min(waitedMs / 10, longestOwnPauseMs)));
      // By the one wait that goes beyond the limit, and before its copy: a process that dies in between has said it.
      const isDelayed = waitedMs <= alarmingWaitMs && waitedMs + delaySeconds * 1000 > alarmingWaitMs;
      if (awaited && isDelayed) deps.log.error(alarmedEvents.deliveryDelayed, { ...awaited, waitedMs, delaySeconds });
      const copy = { body: { ...message, waitingSinceMs }, delaySeconds };
      await leaveCopy(received, reportUpdatesDelivery.maxReceiveCount, () => deps.sendReportUpdates([copy]));
    });
  }
}

/** After it a message fails until the dead-letter queue has it, whose alarm rings. As long as the sweep repeats a report. */
const longestWaitMs = 24 * 60 * 60_000;

/** What an operator hears of, long before a message ends: readers look for a report that is finished. */
const alarmingWaitMs = 30 * 60_000;

/** The longest pause that was not asked for. */
const longestOwnPauseMs = 15 * 60_000;

/** @returns Whole seconds for the queue's delay, at least 1, at most what SQS takes; what is left is waited for later. */
const delaySecondsOf = (delayMs: number): number => Math.min(Math.max(Math.ceil(delayMs / 1000), 1), maxDelaySeconds);

/**
 * Reads what the dispatcher was asked, and raises the alarm whether that can be read or not.
 *
 * No chat is told about a request that can't be read: without the run's id, a notice might land on a report.
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
