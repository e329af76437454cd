import { isKnownDestination, isTelegramDestination, showsProgress } from '@pulso/contracts/report-plan';
import { alarmedEvents } from '@pulso/contracts/envelope';
import { type ReportUpdate, reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { type RunRequest, readRunRequest, runIdOf } from '@pulso/contracts/run-requests';
import {
  type BatchResponse,
  createTakeTurns,
  type Log,
  type LogFields,
  MessageWaitsError,
  type QueueMessage,
  settleBatch,
  type SettleBatchDeps,
  type TakeTurns,
} from '@pulso/kit/runtime';

import { deliver, pointToReport } from './deliver-to-chat';
import { destinationKindOf } from './delivery';
import { UnknownDestinationKindError, WaitedTooLongError } from './errors';
import { type DeliverOutcome } from './events';
import { type Deliver, type RunNotStarted, logFieldsOf, readIncoming } from './incoming';
import { type DeliverDeps, type SendReportUpdates } from './ports';
import { postReport } from './post-report';
import { noticeRequestOf, reportRequestOf } from './telegram-text';
import { type Wait, isDelayedBy, pauseSecondsOf, waitOf } from './wait-in-queue';

/** What the notifier needs. The deadline follows from the clock, the rest from the message. */
export interface ReportUpdatesDeps
  extends Omit<DeliverDeps, 'deadlineMs' | 'messageId' | 'shortestPauseMs'>, SettleBatchDeps {
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
  const { clock } = deps;
  const deadlineMs = clock.nowMs() + reportUpdatesDelivery.functionTimeoutSeconds * 1000;
  const takeTurns = createTakeTurns();
  return settleBatch(
    messages,
    (received) => {
      const { messageId, body } = received;
      const wait = waitOf(received, clock.nowMs());
      const { shortestPauseMs } = wait;
      const deliverDeps = { ...deps, deadlineMs, messageId, shortestPauseMs };
      return processOne(readIncoming(body), { wait, takeTurns, deps: deliverDeps });
    },
    reportUpdatesDelivery.failurePauseSeconds,
    deps,
  );
}

/** A message of the queue while it is handled. */
interface InHand {
  readonly wait: Wait;
  readonly takeTurns: TakeTurns;
  readonly deps: ReportUpdatesDeps & DeliverDeps;
}

async function processOne(incoming: ReportUpdate | RunNotStarted, inHand: InHand): Promise<void> {
  switch (incoming.type) {
    case 'report-update':
      return await splitUp(incoming, inHand);
    case 'deliver':
      return await deliverTo(incoming, inHand);
    case 'placeholder-superseded':
      return await tidy(incoming, inHand);
    case 'webhook-check':
      return await inHand.deps.checkWebhook();
    case 'run-not-started':
      return await tellWhoAsked(incoming, inHand);
    default:
      return incoming satisfies never;
  }
}

async function splitUp(incoming: Extract<ReportUpdate, { type: 'report-update' }>, inHand: InHand): Promise<void> {
  const { deps, wait } = inHand;
  const deliveries = splitUpdate(incoming);
  const [only] = deliveries;
  if (!only) return;
  // A lone destination holds up no other, so it is spared the way through the queue.
  if (deliveries.length === 1) return await deliverTo(only, inHand);
  if (!isSplitNow(wait.receiveCount)) throw new MessageWaitsError(reportUpdatesDelivery.failurePauseSeconds);
  await deps.sendReportUpdates(deliveries.map((message) => ({ body: message })));
}

/** Turns an update into one message per destination, so that a slow chat delays no other. */
function splitUpdate(update: Extract<ReportUpdate, { type: 'report-update' }>): readonly Deliver[] {
  const { schemaVersion, runId, revision, content, destinations } = update;
  return destinations
    .filter((destination) => content.state !== 'progress' || showsProgress(destination))
    .map((destination) => ({ schemaVersion, type: 'deliver', runId, revision, content, destination }));
}

/**
 * Whether an update is split at this receive (D1): at the first, second, fourth, eighth and so on.
 *
 * Each split sends a message per destination, and a process that dies after it leaves them behind. So an update that
 * brings the process down at each of its 60 receives leaves six of a kind, not 60.
 *
 * @param receiveCount - At least 1.
 */
const isSplitNow = (receiveCount: number): boolean => Number.isInteger(Math.log2(receiveCount));

function deliverTo(message: Deliver, inHand: InHand): Promise<void> {
  const { deps } = inHand;
  const { destination, runId } = message;
  if (!isKnownDestination(destination)) throw new UnknownDestinationKindError(destination.type);
  const awaited = message.content.state === 'progress' ? undefined : logFieldsOf({ ...message, destination });
  switch (destination.type) {
    case 'telegram':
      return inTurn({ turn: destination.chatId, runId, awaited }, inHand, () =>
        deliver(reportRequestOf({ ...message, destination }), deps),
      );
    case 'email':
    case 'webhook':
      return inTurn({ turn: destinationKindOf(destination), runId, awaited }, inHand, () =>
        postReport({ ...message, destination }, deps),
      );
    default:
      return destination satisfies never;
  }
}

function tidy(message: Extract<ReportUpdate, { type: 'placeholder-superseded' }>, inHand: InHand): Promise<void> {
  const { runId, destination } = message;
  if (!isTelegramDestination(destination)) throw new UnknownDestinationKindError(destination.type);
  return inTurn({ turn: destination.chatId, runId }, inHand, () => pointToReport(runId, destination, inHand.deps));
}

async function tellWhoAsked(incoming: RunNotStarted, inHand: InHand): Promise<void> {
  const { deps } = inHand;
  const request = readLoudly(incoming, deps.log);
  const { trigger } = request;
  // Where the reports of a schedule go, the dispatcher alone knows; the alarm tells the operator.
  if (trigger.type !== 'chat' && trigger.type !== 'history') return;
  await inTurn({ turn: trigger.chatId, runId: runIdOf(request) }, inHand, () =>
    deliver(noticeRequestOf(request, trigger, incoming), deps),
  );
}

interface Turn {
  /** Messages with the same are handled one after the other. */
  readonly turn: string;
  readonly runId: string;
  /** What the log says of a report that its readers wait for. */
  readonly awaited?: LogFields | undefined;
}

/** Does something in its turn. What has to wait waits in the queue and not in the function. */
function inTurn(
  { turn, runId, awaited }: Turn,
  { wait, takeTurns, deps }: InHand,
  act: () => Promise<DeliverOutcome>,
): Promise<void> {
  return takeTurns(turn, async () => {
    const outcome = await act();
    if (outcome.status === 'done') return;
    const { waitedMs, shortestPauseMs } = wait;
    if (shortestPauseMs === undefined) throw new WaitedTooLongError(runId, waitedMs);
    const pauseSeconds = pauseSecondsOf(wait, outcome);
    // Before the wait: a process that dies in between has said it.
    if (awaited && !outcome.isTidying && isDelayedBy(wait, pauseSeconds)) {
      deps.log.error(alarmedEvents.deliveryDelayed, { ...awaited, waitedMs, pauseSeconds });
    }
    throw new MessageWaitsError(pauseSeconds);
  });
}

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
