import { alarmedEvents } from '@pulso/contracts/envelope';
import { isKnownDestination, isTelegramDestination, showsProgress } from '@pulso/contracts/report-plan';
import { type ReportUpdate, reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { type RunRequest, readRunRequest, runIdOf } from '@pulso/contracts/run-requests';
import {
  type BatchResponse,
  createTakeTurns,
  MessageWaitsError,
  type QueueMessage,
  settleBatch,
  type SettleBatchDeps,
  type TakeTurns,
} from '@pulso/kit/runtime';

import { deliver, pointToReport, tellNotStarted } from './deliver-to-chat';
import { isSettled } from './decide';
import { deliveryKeyOf, destinationKindOf } from './delivery';
import { UnknownDestinationKindError } from './errors';
import { type DeliverOutcome } from './events';
import { type Deliver, type RunNotStarted, logFieldsOf, readIncoming } from './incoming';
import { type DeliverDeps } from './ports';
import { postReport } from './post-report';
import { type Wait, type Waiting, hideFromDeaths, waitInQueue, waitOf } from './wait-in-queue';

/** What the notifier needs. The rest follows from the clock and the message. */
export interface ReportUpdatesDeps
  extends Omit<DeliverDeps, 'deadlineMs' | 'messageId' | 'shortestPauseMs'>, SettleBatchDeps {
  /** Puts messages into the notifier's own queue. Throws when it refused any; then all are sent again. */
  readonly sendReportUpdates: (messages: readonly { readonly body: ReportUpdate }[]) => Promise<void>;
  /** `checkWebhook` of this library, loaded when needed: a few times a day. */
  readonly checkWebhook: () => Promise<void>;
}

/**
 * Delivers reports and checks the bot's webhook: the notifier's whole job for one batch.
 *
 * Messages to one destination are handled one after the other, so that each respects the flood limit of the one before.
 *
 * @param messages - Messages of the `report-updates` contract, and Lambda's records of failed dispatcher invocations.
 * @returns Which messages SQS must deliver again.
 */
export async function processReportUpdates(
  messages: readonly QueueMessage[],
  deps: ReportUpdatesDeps,
): Promise<BatchResponse> {
  const deadlineMs = deps.clock.nowMs() + reportUpdatesDelivery.functionTimeoutSeconds * 1000;
  await hideFromDeaths(messages, deps);
  const takeTurns = createTakeTurns();
  return await settleBatch(
    messages,
    (message) => {
      const { messageId, body } = message;
      const wait = waitOf(message, deps.clock.nowMs());
      const { shortestPauseMs } = wait;
      return processOne(readIncoming(body), {
        wait,
        takeTurns,
        deps: { ...deps, deadlineMs, messageId, shortestPauseMs },
      });
    },
    reportUpdatesDelivery.failureVisibilityTimeoutSeconds,
    deps,
  );
}

/** A message from the queue while it is handled. */
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
    case 'placeholder-superseded': {
      const { runId, destination } = incoming;
      if (!isTelegramDestination(destination)) throw new UnknownDestinationKindError(destination.type);
      return await inTurn(destination.chatId, { runId }, inHand, (deps) => pointToReport(runId, destination, deps));
    }
    case 'webhook-check':
      return await inHand.deps.checkWebhook();
    case 'run-not-started':
      return await tellWhoAsked(incoming, inHand);
    default:
      return incoming satisfies never;
  }
}

/** Splits an update into one message per destination, so that a slow chat delays no other (D1). */
async function splitUp(update: Extract<ReportUpdate, { type: 'report-update' }>, inHand: InHand): Promise<void> {
  const { schemaVersion, runId, revision, content } = update;
  const deliveries = update.destinations
    .filter((destination) => content.state !== 'progress' || showsProgress(destination))
    .map((destination): Deliver => ({ schemaVersion, type: 'deliver', runId, revision, content, destination }));
  const [only] = deliveries;
  if (!only) return;
  // A lone destination delays no other.
  if (deliveries.length === 1) return await deliverTo(only, inHand);
  // A process that dies after the split leaves its messages behind: 60 such receives leave six of each, not 60.
  const isSplitNow = Number.isInteger(Math.log2(inHand.wait.receiveCount));
  if (!isSplitNow) throw new MessageWaitsError(reportUpdatesDelivery.failureVisibilityTimeoutSeconds);
  const isFirst = inHand.wait.receiveCount === 1;
  const owed = await Promise.all(deliveries.map(async (one) => isFirst || (await isOwed(one, inHand.deps))));
  const messages = deliveries.flatMap((body, index) => (owed[index] ? [{ body }] : []));
  if (messages.length > 0) await inHand.deps.sendReportUpdates(messages);
}

/** Whether an update that came back must send this message again. */
async function isOwed({ runId, revision, destination }: Deliver, deps: InHand['deps']): Promise<boolean> {
  if (!isKnownDestination(destination)) return true;
  const { delivery = {} } = (await deps.store.read(deliveryKeyOf(runId, destination))) ?? {};
  const placeholderMessageId = destination.type === 'telegram' ? destination.placeholderMessageId : undefined;
  const queued = { messageId: deps.messageId };
  return !isSettled(delivery, { revision, placeholderMessageId, queued }, deps.clock.nowMs());
}

function deliverTo(message: Deliver, inHand: InHand): Promise<void> {
  const { destination, runId } = message;
  if (!isKnownDestination(destination)) throw new UnknownDestinationKindError(destination.type);
  const awaited = message.content.state === 'progress' ? undefined : logFieldsOf({ ...message, destination });
  const waiting = { runId, awaited };
  if (destination.type === 'telegram') {
    return inTurn(destination.chatId, waiting, inHand, (deps) => deliver({ ...message, destination }, deps));
  }
  const turn = destinationKindOf(destination);
  return inTurn(turn, waiting, inHand, (deps) => postReport({ ...message, destination }, deps));
}

/**
 * Raises the alarm and tells the chat that asked (T6). Without the run's id a notice might cover a report, so nobody is
 * told about an unreadable request.
 *
 * @throws As {@link readRunRequest} does, so that the record reaches the dead-letter queue.
 */
async function tellWhoAsked(incoming: RunNotStarted, inHand: InHand): Promise<void> {
  const { condition } = incoming;
  const { log } = inHand.deps;
  let request: RunRequest;
  try {
    request = readRunRequest(incoming.requestPayload);
  } catch (error) {
    log.error(alarmedEvents.runNotStarted, { trigger: 'unreadable', condition });
    throw error;
  }
  const { reportId, trigger } = request;
  const runId = runIdOf(request);
  log.error(alarmedEvents.runNotStarted, { runId, reportId, trigger: trigger.type, condition });
  // Only the dispatcher knows where the reports of a schedule go.
  if (trigger.type !== 'chat' && trigger.type !== 'history') return;
  await inTurn(trigger.chatId, { runId }, inHand, (deps) => tellNotStarted(request, trigger, incoming, deps));
}

/** Acts after everything else in this batch with the same turn. If it has to wait, it does so in the queue. */
const inTurn = (
  turn: string,
  waiting: Waiting,
  { wait, takeTurns, deps }: InHand,
  act: (deps: DeliverDeps) => Promise<DeliverOutcome>,
): Promise<void> =>
  takeTurns(turn, async () => {
    const outcome = await act(deps);
    if (outcome.status === 'later') waitInQueue(wait, outcome, waiting, deps.log);
  });
