import { type ExpectedRun } from '../world/ledger';
import { isWithheld } from './is-withheld';
import { type World } from '../world/world';
import { readDelivered, readStoredRun } from './stored-run';

/** Tells whether everything that was promised is delivered, so that a sweep would only repeat it. */
export const isAtRest = (world: World): boolean => [...world.ledger.runs].every((run) => isRunAtRest(world, run));

function isRunAtRest(world: World, run: ExpectedRun): boolean {
  const { tables } = world;
  if (run.acceptedAtMs === undefined) return isMissingAndTold(world, run);
  const stored = readStoredRun(tables.runs, run.runId);
  if (!stored?.isClosed || stored.sentRevision < stored.revision) return false;
  if (isWithheld(run, stored)) return true;
  const delivered = readDelivered(tables.deliveries, run.runId);
  return run.destinations.every(
    (destination) =>
      world.isGone(destination) ||
      (destination.firstClosedAtMs !== undefined && (delivered.get(destination.place) ?? 0) >= stored.revision),
  );
}

/** Whether an operator was told that a scheduled run has not come; others, no sweep brings. */
export const isMissingAndTold = ({ lastStartAlarmAtMs }: World, { request: { trigger } }: ExpectedRun): boolean =>
  trigger.type !== 'schedule' || lastStartAlarmAtMs >= Date.parse(trigger.scheduledTime);
