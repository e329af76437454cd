import { dayMs } from '@pulso/kit/time';
import { createBundledDay } from './create-bundled-day';
import { createBundledPast } from './create-bundled-past';

const reportAtMs = Date.parse('2026-11-25T12:30:00Z');

describe('createBundledPast', () => {
  it('has a report a day up to the day before, with the updates of its window', () => {
    const { days } = createBundledPast({ reportAtMs, dayCount: 14 });

    expect(days.map((day) => (reportAtMs - day.reportAtMs) / dayMs)).toEqual(
      Array.from({ length: 14 }, (_, index) => 14 - index),
    );
    for (const { reportAtMs: atMs, updates } of days) {
      const times = updates.map((update) => update.atMs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times[0]).toBeGreaterThan(atMs - 300_000 - dayMs);
      expect(times.at(-1)).toBeLessThan(atMs - 300_000);
    }
  });

  it('ends before the bundled day begins', () => {
    const [first] = createBundledDay({ reportAtMs }).updates;
    const last = createBundledPast({ reportAtMs, dayCount: 1 }).days[0]?.updates.at(-1);

    expect(last?.atMs).toBeLessThan(first?.atMs ?? 0);
  });

  it('gives no update id twice, and none of the bundled day', () => {
    const { days } = createBundledPast({ reportAtMs, dayCount: 14 });
    const ids = days.flatMap(({ updates }) => updates.map(({ update }) => update.update_id));

    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.max(...ids)).toBeLessThan(880_000_000);
  });

  it('has fewer updates at weekends, and about as many as the bundled day else', () => {
    const { days } = createBundledPast({ reportAtMs, dayCount: 14 });
    const averageOf = (isWanted: (weekday: number) => boolean): number => {
      const counts = days
        .filter((day) => isWanted(new Date(day.reportAtMs).getUTCDay()))
        .map(({ updates }) => updates.length);
      return counts.reduce((sum, count) => sum + count, 0) / counts.length;
    };

    const [weekend, week] = [averageOf((day) => day % 6 === 0), averageOf((day) => day % 6 !== 0)];
    expect(weekend).toBeLessThan(0.95 * week);
    expect(week).toBeGreaterThan(450);
    expect(week).toBeLessThan(620);
  });

  it('makes old acquaintances of most people of the bundled day, and changes nothing else of it', () => {
    const { known } = createBundledPast({ reportAtMs, dayCount: 14 });
    const [alone, after] = [createBundledDay({ reportAtMs }), createBundledDay({ reportAtMs, knownBefore: known })];

    const newUsers = after.truth['new-users'] ?? NaN;
    expect(after.updates).toEqual(alone.updates);
    expect(after.truth).toEqual({ ...alone.truth, 'new-users': newUsers });
    expect(newUsers).toBeGreaterThan(15);
    expect(newUsers).toBeLessThan((alone.truth['new-users'] ?? NaN) / 2);
  });
});
