import { SeededRandom } from '@pulso/world/time';

import { type Person } from '../../bundled-day/cast';
import { type TimedUpdate } from '../../demo/read-updates';

const dayMs = 86_400_000;
const weekDays = 7;

/** The visit of a person, and whether they ask to be forgotten after it. */
export interface Visit {
  readonly atMs: number;
  readonly personId: number;
  readonly forgets: boolean;
}

/** How likely a person comes again so many days later. */
const returnChances: Readonly<Record<number, number>> = { 1: 0.4, 7: 0.3, 28: 0.25 };
const otherChance = 0.05;
const forgetChance = 0.03;

/** Makes up who comes when: some are new on each day, and come again. A person comes once a day at most. */
export function drawVisits({ startMs, dayCount }: { startMs: number; dayCount: number }, seed: number): Visit[] {
  const random = new SeededRandom(seed);
  const visits: Visit[] = [];
  let personId = 1_000;
  for (let day = 0; day < dayCount; day += 1) {
    for (let left = random.between(8, 20); left > 0; left -= 1) {
      personId += 1;
      for (let age = 0; day + age < dayCount; age += 1) {
        if (age > 0 && !random.chance(returnChances[age] ?? otherChance)) continue;
        const atMs = startMs + (day + age) * dayMs + random.below(dayMs - 120_000);
        visits.push({ atMs, personId, forgets: random.chance(forgetChance) });
      }
    }
  }
  return visits.sort((a, b) => a.atMs - b.atMs);
}

/** The updates that Telegram would push. */
export const updatesOf = (visits: readonly Visit[]): TimedUpdate[] =>
  visits.flatMap(({ atMs, personId, forgets }, index) => [
    update(2 * index, atMs, personId, '/help'),
    ...(forgets ? [update(2 * index + 1, atMs + 60_000, personId, '/forget')] : []),
  ]);

function update(serial: number, atMs: number, personId: number, text: string): TimedUpdate {
  const from: Person = { id: personId, is_bot: false, first_name: 'Ada' };
  const message = {
    message_id: 1,
    date: Math.floor(atMs / 1000),
    from,
    chat: { id: personId, type: 'private', first_name: 'Ada' },
    text,
    entities: [{ type: 'bot_command', offset: 0, length: text.length }],
  };
  return { atMs, update: { update_id: 1 + serial, message } };
}

/** What a visit is, told by counting alone. `life`: from one first request to the next of the same person. */
interface Counted {
  readonly atMs: number;
  readonly day: number;
  readonly firstDay: number;
  readonly life: string;
  /** How many people are known after it. */
  readonly peopleCount: number;
}

const dayOf = (atMs: number): number => Math.floor(atMs / dayMs);

/**
 * Counts visits without any query: people who are forgotten are new when they come again, and all are after the moment at
 * which the key of the pseudonyms has changed.
 */
export class KnownCohorts {
  readonly #visits: readonly Counted[];

  constructor(visits: readonly Visit[], changedAtMs = -Infinity) {
    const lives = new Map<string, { firstDay: number; life: string }>();
    this.#visits = visits.map(({ atMs, personId, forgets }) => {
      const key = `${atMs >= changedAtMs ? 'new' : 'old'} ${personId}`;
      const known = lives.get(key) ?? { firstDay: dayOf(atMs), life: `${key} ${atMs}` };
      if (forgets) lives.delete(key);
      else lives.set(key, known);
      return { atMs, day: dayOf(atMs), ...known, peopleCount: lives.size };
    });
  }

  /** How many people have come in a span of time. One who was forgotten and came again is another. */
  people(startMs: number, endMs: number): number {
    return this.#countOf(({ atMs }) => atMs >= startMs && atMs < endMs);
  }

  /** How many people are known at a time: all who have come, less those who were forgotten. */
  peopleInAll(atMs: number): number {
    return this.#visits.findLast((visit) => visit.atMs < atMs)?.peopleCount ?? 0;
  }

  /**
   * How many of the people who were new so many days before a day of the week before `mondayMs` came back on that day.
   *
   * @param isCounted - Whether a day on which people were new counts, with the day on which they came back.
   */
  returns(
    mondayMs: number,
    afterDays: number,
    isCounted: (newOn: number, backOn: number) => boolean = () => true,
  ): { part: number; of: number } {
    let [part, of] = [0, 0];
    for (let backOn = dayOf(mondayMs) - weekDays; backOn < dayOf(mondayMs); backOn += 1) {
      const newOn = backOn - afterDays;
      if (!isCounted(newOn, backOn)) continue;
      of += this.#countOf(({ day, firstDay }) => day === newOn && firstDay === newOn);
      part += this.#countOf(({ day, firstDay }) => day === backOn && firstDay === newOn);
    }
    return { part, of };
  }

  #countOf(isMeant: (visit: Counted) => boolean): number {
    return new Set(this.#visits.filter(isMeant).map(({ life }) => life)).size;
  }
}
