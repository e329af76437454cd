import { type Interval, dayMs, hourMs, minuteMs } from '@pulso/kit/time';
import { SeededRandom } from '@pulso/world/time';

import { type TimedUpdate } from '../demo/read-updates';
import { type Cast, type Person, createCast } from './cast';
import { type MadeUpdate, kinds, sayPrivately } from './update-kinds';

interface DayOptions {
  readonly reportAtMs: number;
  /** How many different updates arrive inside the window. */
  readonly updateCount?: number;
  /** Ids of people who have been there on earlier days. */
  readonly knownBefore?: ReadonlySet<number>;
  /** Whether a link brings more people than usual, who all use one command. */
  readonly hasCampaign?: boolean;
}

interface BundledDay {
  /** Sorted by arrival. */
  readonly updates: readonly TimedUpdate[];
  /** What the report must say, by question, and number where a question has several: counted while the day was made. */
  readonly truth: Readonly<Record<string, number>>;
}

/** The day is always the same. */
export const bundledSeed = 1;

/** How many people there are in the bundled day. */
export const bundledPeopleCount = 140;

/** How many different updates arrive in the window of the bundled day. */
export const bundledUpdateCount = 560;

/** The report's window ends this long before its schedule fires. */
export const ingestLagMs = 5 * minuteMs;

/** The bundled day begins this long before its window. */
export const leadMs = 20 * minuteMs;

/** Updates arrive at least this far from a bound of the window: handling takes time, and the record carries its end. */
export const boundMarginMs = 2_000;

/**
 * Makes up a day of Telegram updates with known counts: requests in groups and in private chats, in several languages,
 * hostile texts, people in groups who talk to each other, other updates that are no requests, repeated deliveries, and
 * updates before and after the report's window.
 *
 * @param reportAtMs - When the report's schedule fires, epoch ms.
 */
export function createBundledDay({ reportAtMs, ...options }: DayOptions): BundledDay {
  const { updateCount = bundledUpdateCount, knownBefore = new Set(), hasCampaign = false } = options;
  const random = new SeededRandom(bundledSeed);
  const cast = createCast(random, bundledPeopleCount);
  const windowEndMs = Math.floor(reportAtMs / minuteMs) * minuteMs - ingestLagMs;
  const windowStartMs = windowEndMs - dayMs;

  const before = draw(12, windowStartMs - leadMs, windowStartMs - boundMarginMs);
  const within = { startMs: windowStartMs + boundMarginMs, endMs: windowEndMs - boundMarginMs };
  const arrivals = [
    ...before,
    ...draw(updateCount, within.startMs, within.endMs).map((atMs) => atBusyTime(atMs, within)),
    ...draw(8, windowEndMs + boundMarginMs, reportAtMs - boundMarginMs),
  ].sort((a, b) => a - b);

  const ordinary = arrivals.map((atMs, serial) => ({
    atMs,
    updateId: 880_000_000 + serial,
    ...random.pick(kinds)({ cast, random, dateSeconds: Math.floor(atMs / 1000), serial }),
  }));
  const made = [...ordinary, ...(hasCampaign ? createCampaign(cast, within) : [])];
  const inWindow = ({ atMs }: Arrival): boolean => atMs >= windowStartMs && atMs < windowEndMs;
  const knownThen = new Set([...knownBefore, ...idsOf(made.filter(({ atMs }) => atMs < windowStartMs))]);
  return { updates: withRepeats(made), truth: truthOf(made.filter(inWindow), knownThen) };

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

/** People whom a link brings on the bundled day, each once, and how often they all use the command that they came for. */
const [guestCount, rollCount] = [60, 140];

/** Makes up a campaign, for reports to name. Its ids of updates are those of no other update. */
function createCampaign(cast: Cast, { startMs, endMs }: Interval): Arrival[] {
  const random = new SeededRandom(bundledSeed + 2);
  const guests = Array.from({ length: guestCount }, (_, index): Person => ({
    ...{ id: 5_900_000_000 + index * 977, is_bot: false, first_name: 'Guest', language_code: 'en' },
  }));
  const said = [
    ...guests.map((person) => ({ person, text: '/start promo_x' })),
    ...Array.from({ length: rollCount }, () => ({ person: random.pick(guests), text: '/roll 2d6' })),
  ];
  return said.map(({ person, text }, index) => {
    const atMs = startMs + random.below(endMs - startMs);
    const scene = { cast, random, dateSeconds: Math.floor(atMs / 1000), serial: 5000 + index };
    return { atMs, updateId: 890_000_000 + index, ...sayPrivately(scene, person, text) };
  });
}

/** @returns Who has made a request. */
export const idsOf = (updates: readonly MadeUpdate[]): number[] =>
  updates.flatMap(({ counts, person }) => (counts !== 'none' && person ? [person.id] : []));

/** How much busier than the average the busiest moment of a day is. */
const swing = 0.6;

/** UTC: when people in the middle of the bot's languages come home. */
const busiestHour = 18;

/** After so many halvings the place in a day is known to less than a millisecond. */
const halvingCount = 30;

/**
 * Moves a moment that was drawn evenly from a day to where people are: more of them come in the evening than at dawn.
 *
 * The order of moments stays as it was drawn.
 *
 * @param drawnMs - Epoch ms, in the day.
 * @param day - 24 hours that begin at any time of the day.
 */
export function atBusyTime(drawnMs: number, { startMs, endMs }: Interval): number {
  const wanted = (drawnMs - startMs) / (endMs - startMs);
  const peak = ((busiestHour * hourMs - (startMs % dayMs)) / dayMs) * 2 * Math.PI;
  const shareBefore = (place: number): number =>
    place + (swing / (2 * Math.PI)) * (Math.sin(2 * Math.PI * place - peak) + Math.sin(peak));
  let [low, high] = [0, 1];
  for (let count = 0; count < halvingCount; count += 1) {
    const middle = (low + high) / 2;
    if (shareBefore(middle) < wanted) low = middle;
    else high = middle;
  }
  return Math.floor(startMs + low * (endMs - startMs));
}

/**
 * Counts what the updates of a window are.
 *
 * @param knownBefore - Ids of the people who were there before the window.
 */
function truthOf(inWindow: readonly MadeUpdate[], knownBefore: ReadonlySet<number>): BundledDay['truth'] {
  const requests = inWindow.filter(({ counts }) => counts !== 'none');
  const people = new Set(requests.flatMap(({ person }) => (person ? [person.id] : [])));
  const count = (which: (update: MadeUpdate) => boolean): number => inWindow.filter(which).length;
  const ofRequests = (wanted: MadeUpdate['outcome']): number =>
    requests.filter(({ outcome }) => outcome === wanted).length;
  return {
    'group-requests': count(({ counts }) => counts === 'group'),
    'private-requests': count(({ counts }) => counts === 'private'),
    'new-users': [...people].filter((id) => !knownBefore.has(id)).length,
    'activity.requests': requests.length,
    'activity.people': people.size,
    'activity.groups': new Set(requests.flatMap(({ groupId }) => groupId ?? [])).size,
    'activity.answered': ofRequests(undefined),
    'activity.not-understood': ofRequests('not-understood'),
    'activity.refused': ofRequests('refused'),
    'activity.failed': 0,
    'activity.unreachable': 0,
    'activity.blocked': count(({ change }) => change === 'blocked'),
    'activity.joined': count(({ change }) => change === 'joined'),
    'activity.left': count(({ change }) => change === 'left'),
  };
}
