import { type ReportPlan, isTelegramDestination, maxPlanBytes } from '@pulso/contracts/report-plan';
import { type RunEvent, readRunEvent, runEventsDelivery, sweepEverySeconds } from '@pulso/contracts/run-events';
import { expectedQueries } from '@pulso/domain/report-content';
import {
  type BatchResponse,
  MessageWaitsError,
  type QueueMessage,
  type SettleBatchDeps,
  createTakeTurns,
  receiveCountOf,
  sentAtMsOf,
  settleBatch,
} from '@pulso/kit/runtime';
import { jsonBytes } from '@pulso/kit/telegram';

import { answerHistory } from './answer-history';
import { PlanTooLargeError } from './errors';
import { correctionVisibilityTimeoutSeconds, remainingDelaySeconds, runExpiresAtSeconds } from './pacing';
import { type FanInDeps, type Run, isOpened } from './ports';
import { withConflictRetries } from './retry-conflicts';
import { makesCorrections, settleRun } from './settle-run';
import { type QueryFinished, storeResult } from './store-result';
import { sweep } from './sweep';

type HandledEvent = Exclude<RunEvent, { type: 'sweep' }>;

/** The events that carry a run's plan. */
type PlanEvent = Extract<RunEvent, { type: 'run-opened' | 'run-deadline' }>;

export type ProcessRunEventsDeps = FanInDeps & SettleBatchDeps;

/**
 * Handles the run events of one batch: different runs concurrently, the events of one run one after the other. Each event
 * succeeds or fails alone. All sweeps of a batch are one sweep.
 *
 * Any order and any repetition of the same events give the same report. If handling dies at any point, the redelivery or
 * the sweep repairs it.
 *
 * @param messages - The records of one Lambda event.
 * @returns The messages that SQS must deliver again.
 */
export const processRunEvents = (
  messages: readonly QueueMessage[],
  deps: ProcessRunEventsDeps,
): Promise<BatchResponse> => {
  const takeTurns = createTakeTurns();
  // Each sweep takes its time budget: several would exceed the function's timeout.
  let sweeping: Promise<void> | undefined;
  const patient = {
    ...deps,
    store: withConflictRetries(deps.store, deps),
    watch: withConflictRetries(deps.watch, deps),
  };
  return settleBatch(
    messages,
    async (message) => {
      const event = readRunEvent(message.body);
      if (event.type !== 'sweep') await takeTurns(turnOf(event), () => handle(event, patient));
      else if (isOutdated(message, deps.clock.nowMs())) deps.log.info('sweep-outdated', {});
      else await (sweeping ??= sweep(patient));
    },
    runEventsDelivery.failureVisibilityTimeoutSeconds,
    deps,
  );
};

/** The next sweep is due by now, and does the same. */
const isOutdated = (message: QueueMessage, nowMs: number): boolean =>
  receiveCountOf(message) > 1 && nowMs - sentAtMsOf(message) > sweepEverySeconds * 1000;

const turnOf = (event: HandledEvent): string => (event.type === 'history-requested' ? event.requestId : event.runId);

async function handle(event: HandledEvent, deps: FanInDeps): Promise<void> {
  switch (event.type) {
    case 'run-opened':
    case 'run-deadline': {
      await openRun(event, deps);
      const run = await settleRun(await deps.store.readRun(event.runId), deps);
      if (event.type === 'run-deadline') waitIfEarly(run, deps);
      return;
    }
    case 'query-finished':
      return await countResult(event, deps);
    case 'history-requested':
      return await answerHistory(event, deps);
    default:
      return event satisfies never;
  }
}

/**
 * Gives a run its plan. The first plan event does it. The other one, and every repetition, changes nothing, even if its
 * plan differs.
 *
 * @throws {PlanTooLargeError} Not retryable.
 */
async function openRun({ runId, plan }: PlanEvent, deps: FanInDeps): Promise<void> {
  const sizeBytes = jsonBytes(plan);
  if (sizeBytes > maxPlanBytes) throw new PlanTooLargeError(runId, sizeBytes, maxPlanBytes);
  const openedAtMs = deps.clock.nowMs();
  const expiresAtSeconds = runExpiresAtSeconds(openedAtMs);
  if ((await deps.store.openRun({ runId, plan, openedAtMs, expiresAtSeconds })) === 'opened')
    deps.log.info('run-opened', { runId, queryCount: plan.queries.length, trigger: plan.trigger });
  else await supersedePlaceholders(runId, plan, deps);
}

/**
 * Points the notifier to placeholders of a repeated bot reply. The run's report goes to the placeholder of the stored plan,
 * or to a new message if it has none. The other placeholder would stay forever.
 */
async function supersedePlaceholders(
  runId: string,
  { destinations }: ReportPlan,
  { store, publishReportUpdate, log }: FanInDeps,
): Promise<void> {
  const brought = destinations
    .filter(isTelegramDestination)
    .filter(({ placeholderMessageId }) => placeholderMessageId !== undefined);
  const stored = brought.length > 0 ? ((await store.readRun(runId))?.plan?.destinations ?? []) : [];
  for (const destination of brought) {
    const sameChat = stored.filter(isTelegramDestination).filter(({ chatId }) => chatId === destination.chatId);
    const known = sameChat.map(({ placeholderMessageId }) => placeholderMessageId);
    if (known.length === 0 || known.includes(destination.placeholderMessageId)) continue;
    await publishReportUpdate({ schemaVersion: 1, type: 'placeholder-superseded', runId, destination });
    log.info('placeholder-superseded', { runId });
  }
}

/**
 * Counts an answer. A late answer that would send readers another message waits for others: after an outage they come
 * together. It is stored already, and when its event comes back, what is not sent yet is sent. A repetition sends at once:
 * it may follow a crash.
 */
async function countResult(event: QueryFinished, deps: FanInDeps): Promise<void> {
  const { runId, queryId, outcome } = event;
  const change = await storeResult(event, deps);
  const run = await deps.store.readRun(runId);
  deps.log.info('result-counted', {
    runId,
    queryId,
    status: outcome.status,
    change,
    counter: run?.counter,
    expectedCount: run?.plan && expectedQueries(run.plan).length,
  });
  // A backfill sends no message, but edits those that can be edited.
  const isLate = change === 'added' || change === 'replaced';
  if (isLate && makesCorrections(run)) throw new MessageWaitsError(correctionVisibilityTimeoutSeconds);
  await settleRun(run, deps);
}

/** A deadline comes early if clocks differ, or if the run is due later than the queue's longest delay. */
function waitIfEarly(run: Run | undefined, { clock }: FanInDeps): void {
  if (!isOpened(run) || run.state === 'closed') return;
  throw new MessageWaitsError(remainingDelaySeconds(run.plan.reportDueAtMs, clock.nowMs()));
}
