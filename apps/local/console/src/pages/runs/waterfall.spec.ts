import type { RunItem } from '@pulso/local/console-api';

import { arrangeLane } from './lane';
import { axisOf, placeOf, ticksOf } from './time-axis';

const dayMs = 86_400_000;

/** An item of a run that was as it should be. */
const item = (startMs: number, endMs: number | undefined, kind: RunItem['kind'] = 'work'): RunItem => ({
  ...{ id: `${kind} ${startMs} ${endMs}`, kind, startMs, title: '', shortTitle: '', details: [] },
  ...(endMs !== undefined && { endMs }),
  isBad: false,
});

describe('axisOf', () => {
  it('ends a little behind the run, which ends before all of it is done with', () => {
    const lanes = [{ id: 'a', service: 'a', title: 'a', items: [item(0, 5_000), item(4_000, dayMs, 'wait')] }];

    expect(axisOf({ nowMs: dayMs, askedAtMs: 0, durationMs: 5_000, lanes })).toEqual({ startMs: 0, endMs: 5_100 });
  });
});

describe('placeOf', () => {
  it('finds moments in proportion, and what lies outside at the ends', () => {
    const axis = { startMs: 1_000, endMs: 2_000 };

    expect([-5, 1_000, 1_250, 2_000, 3_000].map((atMs) => placeOf(axis, atMs))).toEqual([0, 0, 0.25, 1, 1]);
  });
});

describe('ticksOf', () => {
  it('names round times, counted from a time that is not that of the start', () => {
    expect(ticksOf({ startMs: 500, endMs: 10_500 }, 700)).toEqual([
      700, 1_700, 2_700, 3_700, 4_700, 5_700, 6_700, 7_700, 8_700,
    ]);
  });

  it.each([1, 900, 70_000, 4_000_000, 30 * dayMs])('leaves room for labels in %d ms', (endMs) => {
    expect(ticksOf({ startMs: 0, endMs }, 0).length).toBeLessThanOrEqual(10);
  });
});

const axis = { startMs: 0, endMs: 1_000 };

const arrange = (items: readonly RunItem[]) => arrangeLane(items, axis, 1_000);

describe('arrangeLane', () => {
  it('puts what would cover something else into a row of its own, and takes a row again that is free', () => {
    const items = [item(0, 500), item(100, 300), item(200, 200, 'fault'), item(400, 600), item(600, 700)];

    const { placed, rowCount } = arrange(items);

    expect(placed.map(({ row }) => row)).toEqual([0, 1, 2, 1, 0]);
    expect(rowCount).toBe(3);
  });

  it('draws what took no time wide enough to be hit, and what goes on until now', () => {
    const { placed } = arrange([item(100, 100), item(500, undefined)]);

    expect((placed[0]?.to ?? 0) - (placed[0]?.from ?? 0)).toBeGreaterThan(0.005);
    expect(placed[1]?.to).toBe(placeOf(axis, 1_000));
  });
});
