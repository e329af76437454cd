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
import { type Clock, type Random } from '@pulso/kit/time';

import { openRun } from './open-run';
import { makesCorrections, settleRun } from './settle-run';
import { storeResult } from './store-result';
import { correctionPauseSeconds, remainingDelaySeconds } from './pacing';
import { type PublishReportUpdate, type ReportSchedule, type RunStore, type ScheduleWatch } from './ports';
import { answerHistory } from './answer-history';
import { withRunConflictRetries, withWatchConflictRetries } from './retry-conflicts';
import { type QueryFinished, type Run, isOpened } from './run';
import { sweep } from './sweep';

type HandledEvent = Exclude<RunEvent, { type: 'sweep' }>;

export interface ProcessRunEventsDeps extends SettleBatchDeps {
  readonly store: RunStore;
  readonly watch: ScheduleWatch;
  /** The reports of this stage that run by themselves, each once. */
  readonly schedules: readonly ReportSchedule[];
  readonly publishReportUpdate: PublishReportUpdate;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Handles the run events of one batch: events of different runs concurrently, those of one run one after the other,
 * each settling by itself. All sweeps of a batch are one sweep.
 *
 * Any order and any repetition of the same events leads to the same report; an event whose handling dies at any point
 * is repaired by its redelivery, and by the sweep if it is never delivered again.
 *
 * @param messages - The records of one Lambda event.
 * @returns The messages that SQS must deliver again.
 */
export const processRunEvents = (
  messages: readonly QueueMessage[],
  deps: ProcessRunEventsDeps,
): Promise<BatchResponse> => {
  const takeTurns = createTakeTurns();
  // Sweeps that have piled up would each take their time budget; together they need more than the function's timeout.
  let sweeping: Promise<void> | undefined;
  const patient = {
    ...deps,
    store: withRunConflictRetries(deps.store, deps),
    watch: withWatchConflictRetries(deps.watch, deps),
  };
  return settleBatch(
    messages,
    async (message) => {
      const event = readRunEvent(message.body);
      if (event.type !== 'sweep') await takeTurns(turnOf(event), () => handle(event, patient));
      else if (isOutdated(message, deps.clock.nowMs())) deps.log.info('sweep-outdated', {});
      else await (sweeping ??= sweep(patient));
    },
    runEventsDelivery.failurePauseSeconds,
    deps,
  );
};

/** The next sweep was due since, and does the same. */
const isOutdated = (message: QueueMessage, nowMs: number): boolean =>
  receiveCountOf(message) > 1 && nowMs - sentAtMsOf(message) > sweepEverySeconds * 1000;

const turnOf = (event: HandledEvent): string => (event.type === 'history-requested' ? event.requestId : event.runId);

async function handle(event: HandledEvent, deps: ProcessRunEventsDeps): Promise<void> {
  switch (event.type) {
    case 'run-opened':
      await openRun(event, deps);
      await settleRun(await deps.store.readRun(event.runId), deps);
      return;
    case 'run-deadline':
      await openRun(event, deps);
      return waitIfEarly(await settleRun(await deps.store.readRun(event.runId), deps), deps);
    case 'query-finished':
      return await countResult(event, deps);
    case 'history-requested':
      return await answerHistory(event, deps);
    default:
      return event satisfies never;
  }
}

/**
 * A late answer that readers would get as a message of its own waits for others: after an outage they come together. When
 * its event comes back it is stored, and what has not been sent by then is sent. A repetition does so at once: it may
 * follow a crash.
 */
async function countResult(event: QueryFinished, deps: ProcessRunEventsDeps): Promise<void> {
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
  // A recount by itself makes no message, and edits those that can be edited.
  const isNews = change === 'added' || change === 'replaced';
  if (isNews && makesCorrections(run)) throw new MessageWaitsError(correctionPauseSeconds);
  await settleRun(run, deps);
}

/** A deadline comes early when clocks differ, or when the run is due later than one delay of the queue lasts. */
function waitIfEarly(run: Run | undefined, { clock }: ProcessRunEventsDeps): void {
  if (!isOpened(run) || run.state === 'closed') return;
  throw new MessageWaitsError(remainingDelaySeconds(run.plan.reportDueAtMs, clock.nowMs()));
}
