import { type Destination, isTelegramDestination, maxPlanBytes, type ReportPlan } from '@pulso/contracts/report-plan';
import { type RunEvent } from '@pulso/contracts/run-events';
import { type Log } from '@pulso/kit/runtime';
import { jsonBytes } from '@pulso/kit/telegram';
import { type Clock } from '@pulso/kit/time';

import { PlanTooLargeError } from './errors';
import { runExpiresAtSeconds } from './pacing';
import { type PublishReportUpdate, type RunStore } from './ports';

/** Both events that carry a run's plan. */
export type PlanEvent = Extract<RunEvent, { type: 'run-opened' | 'run-deadline' }>;

export interface OpenRunDeps {
  readonly store: Pick<RunStore, 'openRun' | 'readRun'>;
  readonly publishReportUpdate: PublishReportUpdate;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
}

/**
 * Gives a run its plan. Whichever of the two plan events arrives first does it; the other one, and every repetition,
 * changes nothing about the run, even if its plan differs.
 *
 * @throws {PlanTooLargeError} Not retryable.
 */
export async function openRun({ runId, plan }: PlanEvent, deps: OpenRunDeps): Promise<void> {
  const { store, clock, log } = deps;
  const sizeBytes = jsonBytes(plan);
  if (sizeBytes > maxPlanBytes) throw new PlanTooLargeError(runId, sizeBytes, maxPlanBytes);
  const nowMs = clock.nowMs();
  const outcome = await store.openRun({
    runId,
    plan,
    openedAtMs: nowMs,
    expiresAtSeconds: runExpiresAtSeconds(nowMs),
  });
  if (outcome === 'opened') log.info('run-opened', { runId, queryCount: plan.queries.length, trigger: plan.trigger });
  else await supersedePlaceholders(runId, plan, deps);
}

/**
 * Points the notifier to placeholders that a repeated bot reply has posted: the run's report goes to the one that came
 * with the stored plan, or to a new message where none did, and the other one would stay for ever.
 */
async function supersedePlaceholders(
  runId: string,
  { destinations }: ReportPlan,
  { store, publishReportUpdate, log }: OpenRunDeps,
): Promise<void> {
  if (destinations.every((destination) => placeholderOf(destination) === undefined)) return;
  const stored = (await store.readRun(runId))?.plan?.destinations ?? [];
  for (const destination of destinations.filter((candidate) => isSuperseded(candidate, stored))) {
    await publishReportUpdate({ schemaVersion: 1, type: 'placeholder-superseded', runId, destination });
    log.info('placeholder-superseded', { runId });
  }
}

const placeholderOf = (destination: Destination): number | undefined =>
  isTelegramDestination(destination) ? destination.placeholderMessageId : undefined;

function isSuperseded(candidate: Destination, stored: readonly Destination[]): boolean {
  if (!isTelegramDestination(candidate) || candidate.placeholderMessageId === undefined) return false;
  const sameChat = stored.filter(isTelegramDestination).filter(({ chatId }) => chatId === candidate.chatId);
  const isStored = sameChat.some(({ placeholderMessageId }) => placeholderMessageId === candidate.placeholderMessageId);
  return sameChat.length > 0 && !isStored;
}
