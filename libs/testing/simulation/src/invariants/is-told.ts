import { minuteMs } from '@pulso/kit/time';
import { names } from '../services/names';
import { isInOutage } from '../world/catalogue';
import { type ExpectedDestination, type ExpectedRun, type PurgedMessage, triggeredAtMsOf } from '../world/expected-run';
import { rightAnswer } from '../world/history-book';
import { type World } from '../world/world';
import { readDeliveries, readStoredRun, type StoredRun } from './stored-run';

/**
 * Whether an operator was told of this very run: a line that an alarm counts has named it.
 *
 * @param baseName - An alarm that counts lines with a run id.
 */
export const isToldOfRun = ({ alarms }: World, baseName: string, { runId }: Pick<ExpectedRun, 'runId'>): boolean =>
  alarms.hasRungFor(baseName, (fields) => fields['runId'] === runId);

/** The same for one destination of the run. @param untilMs - Epoch ms; absent: at any time. */
export const isToldOfPlace = (
  { alarms }: World,
  baseName: string,
  { runId }: Pick<ExpectedRun, 'runId'>,
  destination: Pick<ExpectedDestination, 'moveCount' | 'place'>,
  untilMs?: number,
): boolean =>
  alarms.hasRungFor(
    baseName,
    (fields) => fields['runId'] === runId && kindsOf(destination).includes(String(fields['destination'])),
    untilMs,
  );

const channel = 'telegram-channel-or-supergroup';

/** How logs name a place: chats by their kind only. A group may become a supergroup. */
function kindsOf({ place, moveCount }: Pick<ExpectedDestination, 'moveCount' | 'place'>): readonly string[] {
  if (/^-100/.test(place)) return [channel];
  if (place.startsWith('-')) return ['telegram-group', ...(moveCount > 0 ? [channel] : [])];
  return [/^\d/.test(place) ? 'telegram-private' : place];
}

/**
 * Whether an operator, told by the alarm on its dead-letter queue, has purged a message of a run.
 *
 * @param isMeant - Which messages matter.
 */
export const isPurged = (
  { alarms }: World,
  { purged }: ExpectedRun,
  isMeant: (message: PurgedMessage) => boolean,
): boolean =>
  purged.some(
    (message) =>
      isMeant(message) && alarms.hasRung(`${message.queueName}-dlq`, message.buriedAtMs, message.purgedAtMs + minuteMs),
  );

/** Whether a message of a run was purged from the dead-letter queue of this queue. */
export const isGivenUp = (world: World, run: ExpectedRun, queueName: string): boolean =>
  isPurged(world, run, (message) => message.queueName === queueName);

/** Whether the message with the report, or a newer revision, for this destination was purged. */
export const isDeliveryGivenUp = (world: World, run: ExpectedRun, place: string): boolean =>
  isPurged(
    world,
    run,
    (message) => message.type === 'report-update' || (message.type === 'deliver' && message.place === place),
  );

/** Whether the message that a run could not be started was purged. */
export const isRecordGivenUp = (world: World, run: ExpectedRun): boolean =>
  isPurged(world, run, ({ queueName, type }) => queueName === names.reportUpdatesQueue && type === undefined);

/** Whether an operator was told of a missing scheduled run. No sweep starts other runs. */
export const isMissingAndTold = (world: World, run: ExpectedRun): boolean =>
  run.request.trigger.type !== 'schedule' ||
  ['aggregator-scheduled-run-missing', 'notifier-run-not-started'].some((baseName) =>
    isToldOfRun(world, baseName, run),
  );

/** Whether a run is sent only for an anomaly. */
export const isNotification = ({ outage, request }: ExpectedRun): boolean =>
  outage !== undefined && request.trigger.type === 'schedule';

/** The expected anomaly of such a run. */
export const expectedChange = ({ outage, windowEndMs }: ExpectedRun): 'unusual' | 'usual again' =>
  outage && isInOutage(outage, windowEndMs) ? 'unusual' : 'usual again';

/** Whether the number on which a run's report depends is not above its limit. */
export const hasNothingToSay = (run: ExpectedRun): boolean =>
  run.onlyIfAbove !== undefined && rightAnswer(run, 'q1') <= run.onlyIfAbove;

/** Whether a run was rightly not shown: its number is known and nothing was handed over, or it has no anomaly. */
export const isWithheld = ({ news }: World, run: ExpectedRun, { successes, isPublished }: StoredRun): boolean =>
  (isNotification(run) ? !news.isOwed(run.runId) : hasNothingToSay(run) && successes.has('Q1')) &&
  !isPublished &&
  run.destinations.every(({ firstClosedAtMs }) => firstClosedAtMs === undefined);

/** The schedule fires a quarter of an hour after a world or a day of it has begun, ms. */
const soonMs = 20 * minuteMs;

/** Whether all that was promised by now is delivered, so that a sweep would only repeat it. */
export const isAtRest = (world: World): boolean =>
  [...world.ledger.runs].every(
    (run) => triggeredAtMsOf(run.request.trigger) > world.kernel.nowMs + soonMs || isRunAtRest(world, run),
  );

function isRunAtRest(world: World, run: ExpectedRun): boolean {
  const { tables, options } = world;
  const stored = readStoredRun(tables.runs, run.runId);
  // Without its plan no sweep can help it.
  if (!stored?.isOpened && isGivenUp(world, run, names.runEventsQueue)) return true;
  // While a fault persists, resent messages are purged again.
  const isForEver = options.lastingMs !== undefined;
  if (isForEver && isPurged(world, run, ({ queueName }) => queueName !== names.queryJobsQueue)) return true;
  if (run.acceptedAtMs === undefined) return isRecordGivenUp(world, run) || isMissingAndTold(world, run);
  if (!stored?.isClosed || stored.sentRevision < stored.revision) return false;
  if (isWithheld(world, run, stored)) return true;
  const delivered = readDeliveries(tables.deliveries, run.runId);
  return run.destinations.every(
    (destination) =>
      world.isGone(destination) ||
      isDeliveryGivenUp(world, run, destination.place) ||
      (destination.firstClosedAtMs !== undefined &&
        (delivered.get(destination.place)?.revision ?? 0) >= stored.revision),
  );
}
