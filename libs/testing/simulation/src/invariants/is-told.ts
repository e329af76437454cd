import { names } from '../services/names';
import { type ExpectedDestination, type ExpectedRun, type PurgedMessage } from '../world/expected-run';
import { type World } from '../world/world';

/**
 * Whether an operator was told of this very run: a line that an alarm counts has named it.
 *
 * @param baseName - An alarm that counts lines with a run id.
 */
export const isToldOfRun = ({ alarms }: World, baseName: string, { runId }: Pick<ExpectedRun, 'runId'>): boolean =>
  alarms.hasRungFor(baseName, (fields) => fields['runId'] === runId);

/** The same for one destination of the run. @param untilMs - By then, epoch ms; absent: ever. */
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

/** How logs name a place: chats by their kind only. What is a group may become a supergroup. */
function kindsOf({ place, moveCount }: Pick<ExpectedDestination, 'moveCount' | 'place'>): readonly string[] {
  if (/^-100/.test(place)) return [channel];
  if (place.startsWith('-')) return ['telegram-group', ...(moveCount > 0 ? [channel] : [])];
  return [/^\d/.test(place) ? 'telegram-private' : place];
}

const minuteMs = 60_000;

/**
 * Whether an operator has purged a message of a run, told by the alarm that rang when it came to its dead-letter queue.
 *
 * @param isMeant - Which messages matter.
 */
export const isPurged = (
  world: World,
  { purged }: ExpectedRun,
  isMeant: (message: PurgedMessage) => boolean,
): boolean => purged.some((message) => isMeant(message) && isTold(world, message));

const isTold = ({ alarms }: World, { queueName, buriedAtMs, purgedAtMs }: PurgedMessage): boolean =>
  alarms.hasRung(`${queueName}-dlq`, buriedAtMs, purgedAtMs + minuteMs);

/** Whether a message of a run was purged from the dead-letter queue of this queue. */
export const isGivenUp = (world: World, run: ExpectedRun, queueName: string): boolean =>
  isPurged(world, run, (message) => message.queueName === queueName);

/** Whether a message was purged that would have brought the report, or a newer revision, to this destination. */
export const isDeliveryGivenUp = (world: World, run: ExpectedRun, place: string): boolean =>
  isPurged(
    world,
    run,
    (message) => message.type === 'report-update' || (message.type === 'deliver' && message.place === place),
  );

/** Whether the message was purged that would have said that a run could not be started. */
export const isRecordGivenUp = (world: World, run: ExpectedRun): boolean =>
  isPurged(world, run, ({ queueName, type }) => queueName === names.reportUpdatesQueue && type === undefined);
