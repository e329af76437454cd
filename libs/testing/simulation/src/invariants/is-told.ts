import { type ExpectedDestination, type ExpectedRun } from '../world/expected-run';
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
