import { type Interval } from '@pulso/kit/time';
import { type SeededRandom } from '@pulso/world/time';

import { type Cast, type Person } from './cast';
import { type MadeUpdate, sayPrivately } from './update-kinds';

/** People whom a link brings on the bundled day. Each follows it once. */
const guestCount = 60;
const link = '/start promo_x';

/** What they do then: about twice each. */
const rollCount = 140;

/**
 * Makes up a campaign, for reports to name: a link that new people follow, and the command that they came for.
 *
 * @param within - When they come.
 * @returns With update ids that no other update of a bundled day has.
 */
export function createCampaign(
  cast: Cast,
  random: SeededRandom,
  within: Interval,
): (MadeUpdate & { readonly atMs: number; readonly updateId: number })[] {
  const guests = Array.from({ length: guestCount }, (_, index): Person => ({
    id: 5_900_000_000 + index * 977,
    is_bot: false,
    first_name: 'Guest',
    language_code: 'en',
  }));
  const said = [
    ...guests.map((person) => ({ person, text: link })),
    ...Array.from({ length: rollCount }, () => ({ person: random.pick(guests), text: '/roll 2d6' })),
  ];
  return said.map(({ person, text }, index) => {
    const atMs = within.startMs + random.below(within.endMs - within.startMs);
    const scene = { cast, random, dateSeconds: Math.floor(atMs / 1000), serial: 5000 + index };
    return { atMs, updateId: 890_000_000 + index, ...sayPrivately(scene, person, text) };
  });
}
