import { isGivenUp } from './is-told';
import { type StoredRun } from './stored-run';
import { names } from '../services/names';
import { type ExpectedRun } from '../world/expected-run';
import { type World } from '../world/world';

/** Faults that cost no answer: everything is asked and answered all the same. */
const harmless: ReadonlySet<string> = new Set([
  ...['duplicate', 'reorder', 'delay', 'batch-entry-refused', 'stale-read', 'throttle'],
  ...['schedule-late', 'schedule-twice', 'schedule-never', 'chat-gone', 'chat-migrated', 'token-rotated'],
  'late-records',
]);

const minuteMs = 60_000;

/** How long one fault may hold up a run: a visibility timeout and what goes with it, ms. */
const holdUpMs = 200_000;

/** A run that could be complete is complete, closes when it is, and is shown where nothing is in the way. */
export function checkEffort(world: World, run: ExpectedRun, { successes }: StoredRun): void {
  const { faults, ledger, queryCount } = world;
  const { runId, jobs, wasDispatched, wasGivenUp } = run;
  if (wasDispatched && jobs.size < queryCount) {
    ledger.violate(
      'job-lost',
      `${runId}: the dispatcher is done and ${queryCount - jobs.size} jobs were never accepted`,
    );
  }
  const isComplete = successes.size >= queryCount;
  // A dispatcher that gave up halfway may have opened a run without sending all of its jobs.
  const isExcused =
    wasGivenUp || [names.queryJobsQueue, names.runEventsQueue].some((name) => isGivenUp(world, run, name));
  if (!isComplete && !isExcused && faults.every(({ kind }) => harmless.has(kind))) {
    ledger.violate('needlessly-partial', `${runId} lacks answers that nothing stood in the way of`);
  }
  if (isComplete) checkClosing(world, run);
  checkIsolation(world, run);
}

/** A complete run is closed by the last increment of its counter, not by its deadline. */
function checkClosing(world: World, run: ExpectedRun): void {
  const { faults, ledger } = world;
  const { lastCompleteAtMs, reportDueAtMs, runId, destinations } = run;
  if (lastCompleteAtMs === undefined || reportDueAtMs === undefined) return;
  // No promise covers the time that a message spends in a dead-letter queue or on its way.
  if (faults.some(({ kind }) => kind === 'dead-letter' || kind === 'delay')) return;
  const closedByMs = lastCompleteAtMs + minuteMs + faults.length * holdUpMs;
  if (closedByMs >= reportDueAtMs) return;
  for (const destination of destinations) {
    const { place, firstClosedAtMs } = destination;
    if (world.isGone(destination) || firstClosedAtMs === undefined || firstClosedAtMs < reportDueAtMs) continue;
    ledger.violate('waited-for-deadline', `${runId} was complete long before its due time, and ${place} had to wait`);
  }
}

/** What happens to one chat holds up no other one. */
function checkIsolation(world: World, run: ExpectedRun): void {
  const { faults, ledger } = world;
  const { destinations, lastCompleteAtMs, runId } = run;
  const isElsewhere = faults.some(({ kind, target }) => kind !== 'throttle' || !target?.startsWith('telegram.'));
  if (lastCompleteAtMs === undefined || isElsewhere) return;
  for (const destination of destinations) {
    const { place, firstClosedAtMs, troubleCount } = destination;
    if (troubleCount > 0 || firstClosedAtMs === undefined || world.isGone(destination)) continue;
    if (firstClosedAtMs > lastCompleteAtMs + minuteMs) {
      ledger.violate('held-up', `${runId} came late to ${place}, to which every call went well`);
    }
  }
}
