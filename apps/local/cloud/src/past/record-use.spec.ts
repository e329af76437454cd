import { SeededRandom } from '@pulso/world/time';

import { createBundledPast } from '../bundled-day/create-bundled-past';
import { recordUse } from './record-use';

const reportAtMs = Date.parse('2026-11-25T12:30:00Z');

describe('recordUse', () => {
  const past = createBundledPast({ reportAtMs, dayCount: 3 });
  let use: Awaited<ReturnType<typeof recordUse>>;
  let records: Record<string, unknown>[];

  beforeAll(async () => {
    const bot = { id: 7_000_000_001, username: 'PulsoDemoBot' };
    use = await recordUse({ ...past, pseudonymKey: 'key', bot, random: new SeededRandom(1) });
    records = use.events.map(({ message }) => JSON.parse(message));
  });

  it('leaves the records that the bot writes, at the time of the update', () => {
    const [first] = use.events;
    const requests = records.filter(({ event }) => event === 'request');

    expect(first?.timestamp).toBeGreaterThan(reportAtMs - 4 * 86_400_000 - 300_000);
    expect(use.events.map(({ timestamp }) => timestamp)).toEqual(
      use.events.map(({ timestamp }) => timestamp).toSorted((a, b) => a - b),
    );
    expect(requests.length).toBeGreaterThan(700);
    expect(records.some(({ change }) => change === 'blocked')).toBe(true);
    expect(new Set(requests.map(({ outcome }) => outcome))).toEqual(new Set(['answered', 'refused', 'not-understood']));
  });

  it('knows the people of those days and before, each of them new once', () => {
    const newOnes = records.filter((record) => record['is_new_user'] === 1).map(({ user }) => user);

    expect(use.users.size).toBe(past.known.size);
    expect(new Set(newOnes).size).toBe(newOnes.length);
    expect(newOnes.length).toBe(past.known.size - past.oldFriends.length);
    expect(records.some((record) => Number(record['user_age_days']) > 0)).toBe(true);
  });

  it('has no id, name or text of a person in the records', () => {
    const text = use.events.map(({ message }) => message).join('\n');

    for (const taint of ['5000000', '-10020', 'Bobby', 'DROP', 'alert(1)']) expect(text).not.toContain(taint);
  });
});
