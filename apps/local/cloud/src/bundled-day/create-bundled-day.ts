import { SeededRandom } from '@pulso/seeded-random';

import { type TimedUpdate } from '../demo/read-updates';
import { createCast } from './cast';
import { type MadeUpdate, kinds } from './update-kinds';

/** What the report of a day must say, counted while the day was made up and not by the code under test. */
export interface KnownTruth {
  readonly 'group-requests': number;
  readonly 'private-requests': number;
  readonly 'new-users': number;
}

export interface BundledDay {
  /** Sorted by arrival. */
  readonly updates: readonly TimedUpdate[];
  readonly truth: KnownTruth;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** The report's window ends this long before its schedule fires. */
const ingestLagMs = 5 * minuteMs;

/** Updates arrive at least this far from a bound of the window: handling takes time, and the record carries its end. */
const boundMarginMs = 2_000;

/**
 * Makes up a day of Telegram updates with known counts: requests in groups and in private chats, in several languages,
 * hostile texts, people in groups who talk to each other, other updates that are no requests, repeated deliveries, and
 * updates before and after the report's window.
 *
 * @param options - `reportAtMs`: when the report's schedule fires, epoch ms; `seed`: another seed is another day;
 * `updateCount`: how many different updates arrive inside the window.
 */
export function createBundledDay({
  reportAtMs,
  seed = 1,
  updateCount = 560,
}: {
  reportAtMs: number;
  seed?: number;
  updateCount?: number;
}): BundledDay {
  const random = new SeededRandom(seed);
  const cast = createCast(random, 140);
  const windowEndMs = Math.floor(reportAtMs / minuteMs) * minuteMs - ingestLagMs;
  const windowStartMs = windowEndMs - dayMs;

  const arrivals = [
    ...draw(12, windowStartMs - 20 * minuteMs, windowStartMs - boundMarginMs),
    ...draw(updateCount, windowStartMs + boundMarginMs, windowEndMs - boundMarginMs),
    ...draw(8, windowEndMs + boundMarginMs, reportAtMs - boundMarginMs),
  ].sort((a, b) => a - b);

  const made = arrivals.map((atMs, serial) => ({
    atMs,
    updateId: 880_000_000 + serial,
    ...random.pick(kinds)({ cast, random, dateSeconds: Math.floor(atMs / 1000), serial }),
  }));
  const inWindow = ({ atMs }: { atMs: number }): boolean => atMs >= windowStartMs && atMs < windowEndMs;
  return { updates: withRepeats(made), truth: truthOf(made, inWindow) };

  function draw(count: number, fromMs: number, toMs: number): number[] {
    return Array.from({ length: count }, () => fromMs + random.below(toMs - fromMs));
  }

  /** Every twelfth update is delivered a second time, at once or a while later, as after a lost answer. */
  function withRepeats(originals: readonly Arrival[]): TimedUpdate[] {
    const repeats = originals
      .filter((_, index) => index % 12 === 5)
      .map((original) => ({ ...original, atMs: original.atMs + random.below(10 * minuteMs) }));
    return [...originals, ...repeats]
      .sort((a, b) => a.atMs - b.atMs)
      .map(({ atMs, updateId, body }) => ({ atMs, update: { update_id: updateId, ...body } }));
  }
}

type Arrival = MadeUpdate & { readonly atMs: number; readonly updateId: number };

function truthOf(arrivals: readonly Arrival[], inWindow: (arrival: Arrival) => boolean): KnownTruth {
  const seen = new Set<number>();
  let newUsers = 0;
  for (const arrival of arrivals) {
    if (arrival.counts === 'none' || !arrival.person || seen.has(arrival.person.id)) continue;
    seen.add(arrival.person.id);
    if (inWindow(arrival)) newUsers += 1;
  }
  const count = (where: 'group' | 'private'): number =>
    arrivals.filter((arrival) => arrival.counts === where && inWindow(arrival)).length;
  return { 'group-requests': count('group'), 'private-requests': count('private'), 'new-users': newUsers };
}
