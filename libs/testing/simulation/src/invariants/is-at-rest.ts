import { isWithheld } from './check-news';
import { isDeliveryGivenUp, isGivenUp, isPurged, isRecordGivenUp, isToldOfRun } from './is-told';
import { readDelivered, readStoredRun } from './stored-run';
import { names } from '../services/names';
import { type ExpectedRun, triggeredAtMsOf } from '../world/expected-run';
import { type World } from '../world/world';

/** Tells whether everything that was promised by now is delivered, so that a sweep would only repeat it. */
export const isAtRest = (world: World): boolean =>
  [...world.ledger.runs].every((run) => isOfLaterDay(run, world.kernel.nowMs) || isRunAtRest(world, run));

const isOfLaterDay = ({ request: { trigger } }: ExpectedRun, nowMs: number): boolean =>
  triggeredAtMsOf(trigger) > nowMs + soonMs;

/** The schedule fires a quarter of an hour after a world or a day of it has begun, ms. */
const soonMs = 20 * 60_000;

function isRunAtRest(world: World, run: ExpectedRun): boolean {
  const { tables } = world;
  const stored = readStoredRun(tables.runs, run.runId);
  // Without its plan no sweep can do anything for it.
  if (!stored?.isOpened && isGivenUp(world, run, names.runEventsQueue)) return true;
  // While a fault stays, what is sent anew is purged anew.
  if (
    world.options.lastingMs !== undefined &&
    isPurged(world, run, ({ queueName }) => queueName !== names.queryJobsQueue)
  )
    return true;
  if (run.acceptedAtMs === undefined) return isRecordGivenUp(world, run) || isMissingAndTold(world, run);
  if (!stored?.isClosed || stored.sentRevision < stored.revision) return false;
  if (isWithheld(world, run, stored)) return true;
  const delivered = readDelivered(tables.deliveries, run.runId);
  return run.destinations.every(
    (destination) =>
      world.isGone(destination) ||
      isDeliveryGivenUp(world, run, destination.place) ||
      (destination.firstClosedAtMs !== undefined && (delivered.get(destination.place) ?? 0) >= stored.revision),
  );
}

/** Whether an operator was told that a scheduled run has not come; others, no sweep brings. */
export const isMissingAndTold = (world: World, run: ExpectedRun): boolean =>
  run.request.trigger.type !== 'schedule' ||
  ['aggregator-scheduled-run-missing', 'notifier-run-not-started'].some((baseName) =>
    isToldOfRun(world, baseName, run),
  );
