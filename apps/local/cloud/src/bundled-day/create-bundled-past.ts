import { type Interval, dayMs } from '@pulso/kit/time';
import { SeededRandom } from '@pulso/world/time';

import { type TimedUpdate } from '../demo/read-updates';
import { type Cast, type Person, createCast } from './cast';
import {
  boundMarginMs,
  bundledPeopleCount,
  bundledSeed,
  bundledUpdateCount,
  idsOf,
  ingestLagMs,
  leadMs,
  atBusyTime,
} from './create-bundled-day';
import { kinds } from './update-kinds';

/** A day that lies behind the bundled one. */
export interface PastDay {
  /** When its report is due, epoch ms. */
  readonly reportAtMs: number;
  /** Sorted by arrival. Each arrives once. */
  readonly updates: readonly TimedUpdate[];
}

export interface BundledPast {
  /** Oldest first, up to the day before. */
  readonly days: readonly PastDay[];
  /** Who was there before the first of them. */
  readonly oldFriends: readonly Person[];
  /** Ids of the people who have made a request on one of the days, or before. */
  readonly known: ReadonlySet<number>;
}

/** How much is asked on each day of the week, from Sunday, as a share of a Wednesday. */
const shareOfWeekday = [0.84, 0.97, 1, 1.02, 1.04, 1.01, 0.88] as const;

/** By which share fewer people asked on each earlier day. */
const growth = 0.007;

/** How far chance moves a day from what its weekday says. */
const noise = 0.06;

/** Of the people of the bundled day, so many were there before the two weeks, and so many came for the first time on each day. */
const oldFriendCount = 66;
const futureRegularCount = 3;

/** How many others come for the first time on a day, and one in how many of those comes again within a week. */
const passerByCount = 22;
const returnsOneIn = 12;
const returnDays = 7;

/**
 * Makes up the days before the bundled one, with the people of that day among others: those who were there before, those
 * who have come since, and those who came once or twice.
 *
 * @param options - `reportAtMs`: when the report of the bundled day is due, epoch ms; `dayCount`: how many days lie
 * behind it.
 */
export function createBundledPast({ reportAtMs, dayCount }: { reportAtMs: number; dayCount: number }): BundledPast {
  // The first people are those of the bundled day: they are drawn from the same numbers.
  const cast = createCast(new SeededRandom(bundledSeed), bundledPeopleCount + dayCount * passerByCount);
  const random = new SeededRandom(bundledSeed + 1);
  const oldFriends = cast.people.slice(0, oldFriendCount);
  const known = new Set(oldFriends.map(({ id }) => id));
  const days = Array.from({ length: dayCount }, (_, index) => {
    const dayReportAtMs = reportAtMs - (dayCount - index) * dayMs;
    const share = shareOf(dayReportAtMs) / shareOf(reportAtMs);
    const trend = (1 - growth) ** (dayCount - index) * (1 + noise * (2 * random.next() - 1));
    const updates = makeDay(dayReportAtMs, Math.round(bundledUpdateCount * share * trend), index);
    return { reportAtMs: dayReportAtMs, updates };
  });
  return { days, oldFriends, known };

  function makeDay(dayReportAtMs: number, count: number, index: number): TimedUpdate[] {
    const endMs = dayReportAtMs - ingestLagMs;
    const within = { startMs: endMs - dayMs + boundMarginMs, endMs: endMs - boundMarginMs };
    // The bundled day begins before its window.
    const openEndMs = index === dayCount - 1 ? endMs - leadMs - boundMarginMs : endMs;
    const dayCast = { ...cast, people: peopleOf(cast, index) };
    const made = drawTimes(count, within)
      .filter((atMs) => atMs < openEndMs)
      .map((atMs, serial) => ({
        atMs,
        updateId: 860_000_000 + index * 10_000 + serial,
        ...random.pick(kinds)({ cast: dayCast, random, dateSeconds: Math.floor(atMs / 1000), serial }),
      }));
    for (const id of idsOf(made)) known.add(id);
    return made.map(({ atMs, updateId, body }) => ({ atMs, update: { update_id: updateId, ...body } }));
  }

  function drawTimes(count: number, within: Interval): number[] {
    const { startMs, endMs } = within;
    return Array.from({ length: count }, () => atBusyTime(startMs + random.below(endMs - startMs), within)).sort(
      (a, b) => a - b,
    );
  }
}

const shareOf = (atMs: number): number => shareOfWeekday[new Date(atMs).getUTCDay()] ?? 1;

/** @param index - Of the day, from 0. */
function peopleOf({ people }: Cast, index: number): Cast['people'] {
  const [first, ...others] = people;
  const regulars = others.slice(0, Math.min(oldFriendCount + (index + 1) * futureRegularCount, bundledPeopleCount) - 1);
  const passersByOf = (day: number): Person[] => {
    const start = bundledPeopleCount + day * passerByCount;
    return people.slice(start, start + passerByCount);
  };
  const earlier = Array.from({ length: Math.min(index, returnDays) }, (_, back) => passersByOf(index - 1 - back));
  const returning = earlier.flat().filter(({ id }) => id % returnsOneIn === 0);
  return [first, ...regulars, ...passersByOf(index), ...returning];
}
