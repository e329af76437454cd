import { arrangeLane } from './lane';
import { tellItem as item } from './testing/tell-item';
import { placeOf } from './time-axis';

const axis = { startMs: 0, endMs: 1_000 };

const arrange = (items: Parameters<typeof arrangeLane>[0]) => arrangeLane(items, axis, 1_000);

describe('arrangeLane', () => {
  it('puts bars that would cover each other into rows of their own, and takes a row again that is free', () => {
    const { bars, rowCount } = arrange([item(0, 500), item(100, 300), item(400, 600), item(600, 700)]);

    expect(bars.map(({ row }) => row)).toEqual([0, 1, 1, 0]);
    expect(rowCount).toBe(2);
  });

  it('keeps a row for what is drawn of one message', () => {
    const of = (messageId: string, startMs: number, endMs: number) => ({ ...item(startMs, endMs), messageId });

    const { bars } = arrange([of('a', 0, 100), of('b', 50, 200), of('a', 300, 400), of('b', 350, 500), item(600, 700)]);

    expect(bars.map(({ row }) => row)).toEqual([0, 1, 0, 1, 0]);
  });

  it('draws what took no time wide enough to be hit, and what goes on until now', () => {
    const { bars } = arrange([item(100, 100), item(500, undefined)]);

    expect((bars[0]?.to ?? 0) - (bars[0]?.from ?? 0)).toBeGreaterThan(0.005);
    expect(bars[1]?.to).toBe(placeOf(axis, 1_000));
  });

  it('draws as one what lies too near, and never a fault together with something else', () => {
    const moments = [10, 20, 25].map((atMs) => item(atMs, atMs, 'moment'));

    const { marks } = arrange([...moments, item(30, 30, 'fault'), item(300, 300, 'moment')]);

    expect(marks.map(({ items }) => items.length)).toEqual([1, 3, 1]);
    expect(marks.map(({ row }) => row)).toEqual([0, 1, 1]);
  });

  it('leaves every mark where it happened, however many there are', () => {
    const crowd = Array.from({ length: 40 }, (_, index) => item(index * 5, index * 5, index % 2 ? 'fault' : 'moment'));

    const { marks } = arrange(crowd);

    expect(marks.reduce((sum, { items }) => sum + items.length, 0)).toBe(40);
    for (const { items, at } of marks) expect(at).toBeCloseTo((items[0]?.startMs ?? NaN) / 1_000);
  });
});
