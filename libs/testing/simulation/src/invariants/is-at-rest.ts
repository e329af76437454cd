import { type ExpectedRun } from '../world/ledger';
import { type World } from '../world/world';
import { readDelivered, readStoredRun } from './stored-run';

/** Tells whether everything that was promised is delivered, so that a sweep would only repeat it. */
export const isAtRest = (world: World): boolean => [...world.ledger.runs].every((run) => isRunAtRest(world, run));

function isRunAtRest({ tables, telegram, statistics }: World, run: ExpectedRun): boolean {
  if (run.acceptedAtMs === undefined) {
    return run.request.trigger.type !== 'schedule' || statistics.alarms['scheduled-run-missing'] !== undefined;
  }
  const stored = readStoredRun(tables.runs, run.runId);
  if (!stored?.isClosed || stored.sentRevision < stored.revision) return false;
  const delivered = readDelivered(tables.deliveries, run.runId);
  return run.destinations.every(
    ({ chatId, firstClosedAtMs }) =>
      telegram.isGone(chatId) || (firstClosedAtMs !== undefined && (delivered.get(chatId) ?? 0) >= stored.revision),
  );
}
