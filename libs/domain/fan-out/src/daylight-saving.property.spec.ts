import { hourMs, nextScheduledMs } from '@pulso/kit/time';
import * as fc from 'fast-check';

import { windowOf } from './window-of';

const window = { hours: 24, ingestLagMinutes: 5 };
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

interface Fired {
  readonly atMs: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** The scheduled runs after a moment, with their windows, in order. */
function runsAfter(after: string, timezone: string, cron: string, count: number, hours = 24): Fired[] {
  const schedule = { cron: `cron(${cron})`, timezone };
  const runs: Fired[] = [];
  for (let atMs = nextScheduledMs(schedule, Date.parse(after)); atMs !== undefined && runs.length < count;) {
    const trigger = { type: 'schedule', scheduledTime: new Date(atMs).toISOString() } as const;
    runs.push({ atMs, ...windowOf(trigger, { window: { ...window, hours }, schedule }) });
    atMs = nextScheduledMs(schedule, atMs);
  }
  return runs;
}

const hoursOf = (runs: readonly Fired[]): number[] => runs.map(({ startMs, endMs }) => (endMs - startMs) / hourMs);

function expectEndToEnd(runs: readonly Fired[]): void {
  expect(runs.slice(1).map(({ startMs }) => iso(startMs))).toEqual(runs.slice(0, -1).map(({ endMs }) => iso(endMs)));
}

describe('windows over a change of clocks', () => {
  it.each([
    ['of no whole days', { ...window, hours: 36 }, 36],
    ['that end at a time of the day', { ...window, endsAt: '08:00' }, 24],
  ])('have their hours, if they are windows %s', (_case, own, hours) => {
    const schedule = { cron: 'cron(30 12 * * ? *)', timezone: 'Europe/Madrid' };
    const trigger = { type: 'schedule', scheduledTime: '2027-03-28T10:30:00Z' } as const;

    const { startMs, endMs } = windowOf(trigger, { window: own, schedule });

    expect((endMs - startMs) / hourMs).toBe(hours);
  });

  it.each([
    ['over a change', 'Europe/Madrid', '30 12', '2027-03-26T00:00:00Z', [24, 24, 23, 24]],
    ['over a change', 'Europe/Madrid', '30 12', '2026-10-23T00:00:00Z', [24, 24, 25, 24]],
    ['without one', 'Asia/Tokyo', '30 12', '2027-03-26T00:00:00Z', [24, 24, 24, 24]],
    ['where clocks skip a run', 'Europe/Madrid', '30 2', '2027-03-25T12:00:00Z', [24, 24, 47, 24]],
    ['where clocks skip a run', 'Australia/Lord_Howe', '15 2', '2026-10-01T00:00:00Z', [24, 24, 47.5, 24]],
    ['where clocks show the time twice', 'Europe/Madrid', '30 2', '2026-10-23T12:00:00Z', [24, 24, 25]],
    ['where clocks show the time twice', 'Australia/Lord_Howe', '45 1', '2027-04-01T18:00:00Z', [24, 24, 24.5]],
  ])('lie end to end %s: %s at %s after %s', (_where, timezone, time, after, hours) => {
    const runs = runsAfter(after, timezone, `${time} * * ? *`, hours.length);

    expect(hoursOf(runs)).toEqual(hours);
    expectEndToEnd(runs);
  });

  it.each([
    ['2027-03-20T12:00:00Z', [168, 167, 168]],
    ['2026-10-17T12:00:00Z', [168, 169, 168]],
  ])('of a week, too: after %s', (after, hours) => {
    const runs = runsAfter(after, 'Europe/Madrid', '30 12 ? * MON *', 3, 168);

    expect(hoursOf(runs)).toEqual(hours);
    expectEndToEnd(runs);
  });

  it('have their stated length if the schedule itself skips days', () => {
    const runs = runsAfter('2027-03-25T12:00:00Z', 'Europe/Madrid', '30 2 ? * MON-FRI *', 2);

    expect(runs.map(({ startMs, endMs }) => [iso(startMs), iso(endMs)])).toEqual([
      ['2027-03-25T01:25', '2027-03-26T01:25'],
      ['2027-03-28T01:25', '2027-03-29T00:25'],
    ]);
  });

  it('are found by their end, and back from a later one', () => {
    const schedule = { cron: 'cron(30 2 * * ? *)', timezone: 'Europe/Madrid' };
    const runs = runsAfter('2027-03-20T12:00:00Z', schedule.timezone, '30 2 * * ? *', 12);
    const last = runs.at(-1);

    const manual = { type: 'manual', requestId: 'r', requestedAtMs: 0 } as const;
    const again = runs.map(({ endMs }) =>
      windowOf({ ...manual, windowEnd: new Date(endMs).toISOString() }, { window, schedule }),
    );
    const chat = { type: 'chat', requestId: 'r', requestedAtMs: last?.atMs ?? 0, chatId: '1', messageId: 1 } as const;
    const back = runs.map((_, index) => windowOf({ ...chat, windowsAgo: 11 - index }, { window, schedule }));

    const expected = runs.map(({ startMs, endMs }) => ({ startMs, endMs }));
    expect(again).toEqual(expected);
    expect(back).toEqual(expected);
  });

  it('lie end to end at any time of the day, in each of these zones, all year', () => {
    const zones = ['Europe/Madrid', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'Africa/Cairo'];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 1_439 }), (timezone, minutes) => {
        const cron = `${minutes % 60} ${Math.floor(minutes / 60)} * * ? *`;

        const runs = runsAfter('2026-03-01T12:00:00Z', timezone, cron, 410);

        expectEndToEnd(runs);
        expect(hoursOf(runs).every((hours) => Math.abs(hours - 24) <= 1 || Math.abs(hours - 47) < 1)).toBe(true);
      }),
      { numRuns: 4 },
    );
  });
});
