import { showsButtons } from '@pulso/contracts/report-plan';
import { type StageDestination, type StageSettings } from '@pulso/infra/stages';

import { DestinationsDoNotFitError } from './errors';

/**
 * Lambda's limit for a function's variables together, less what the dispatcher's other variables may take.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const maxDestinationsBytes = 4_096 - 700;

/**
 * Writes a stage's destinations for the dispatcher's environment, the only way that they travel.
 *
 * @returns JSON that takes at most {@link maxDestinationsBytes}: about 49 chats, or 120 e-mail addresses.
 * @throws {DestinationsDoNotFitError} Tells how many do fit. Not retryable.
 */
export function serializeDestinations({ stage, bot, destinations: given }: DestinationSettings): string {
  const destinations = Object.fromEntries(
    Object.entries(given).map(([name, list]) => [name, list.map((one) => withoutForeignButtons(one, bot))]),
  );
  const text = JSON.stringify(destinations);
  const bytes = Buffer.byteLength(text);
  if (bytes <= maxDestinationsBytes) return text;
  throw new DestinationsDoNotFitError({
    stage,
    counts: Object.entries(destinations).map(([name, list]) => `${name}: ${list.length}`),
    bytes,
    maxBytes: maxDestinationsBytes,
    fittingCount: fittingCountOf(destinations),
  });
}

type DestinationSettings = Pick<StageSettings, 'stage' | 'destinations'> & {
  readonly bot: Pick<StageSettings['bot'], 'adminUserIds'>;
};

/** A person who is no owner would press buttons in vain. The notifier does not know who is one. */
function withoutForeignButtons(
  destination: StageDestination,
  { adminUserIds }: DestinationSettings['bot'],
): StageDestination {
  const isForeign =
    destination.type === 'telegram' &&
    destination.buttons === undefined &&
    showsButtons(destination) &&
    !adminUserIds.includes(Number(destination.chatId));
  return isForeign ? { ...destination, buttons: false } : destination;
}

/** How many destinations fit when those at the end are left out, first of the last list. */
function fittingCountOf(destinations: StageSettings['destinations']): number {
  const names = Object.keys(destinations);
  let bytes = Buffer.byteLength(JSON.stringify(Object.fromEntries(names.map((name) => [name, []]))));
  let count = 0;
  for (const list of Object.values(destinations)) {
    for (const [index, destination] of list.entries()) {
      const commaBytes = index === 0 ? 0 : 1;
      bytes += Buffer.byteLength(JSON.stringify(destination)) + commaBytes;
      if (bytes > maxDestinationsBytes) return count;
      count += 1;
    }
  }
  return count;
}
