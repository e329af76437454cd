import { dayMs, hourMs } from '@pulso/kit/time';

import { alignWindows } from './series';
import { entryOf, startMs } from './testing/days';

/** An entry whose window ends these hours after `startMs`, which are also its number. */
const endingAt = (hours: number, lengthHours = 24) => {
  const windowEndMs = startMs + hours * hourMs;
  return entryOf(0, [{ queryId: 'a', definition: 'a-1', value: hours }], {
    windowStartMs: windowEndMs - lengthHours * hourMs,
    windowEndMs,
  });
};

const align = (hours: readonly number[], toleranceHours = 6) =>
  alignWindows(
    hours.map((hour) => endingAt(hour)),
    { endMs: startMs, lengthMs: dayMs, stepMs: dayMs, count: 3, toleranceMs: toleranceHours * hourMs },
  ).map((entry) => entry?.values[0]?.value);

describe('alignWindows', () => {
  it.each<[string, number[], (number | undefined)[]]>([
    ['nothing', [], [undefined, undefined, undefined]],
    ['windows in their places', [0, -48, -24], [-48, -24, 0]],
    ['the nearest of several', [2, 3, -23, -25.5], [undefined, -23, 2]],
    ['the later of equally near ones', [-1, 1, -22, -26], [undefined, -22, 1]],
    ['nothing beyond the tolerance', [6.1, -18, -41.9], [undefined, -18, undefined]],
    ['nothing before and after the row', [-72, 24], [undefined, undefined, undefined]],
  ])('finds %s', (_what, hours, expected) => {
    expect(align(hours)).toEqual(expected);
    expect(align([...hours].reverse())).toEqual(expected);
  });

  it('uses a window only for the nearest place, half-way for the later one', () => {
    expect(align([-11, -10], 12)).toEqual([undefined, undefined, -10]);
    expect(align([-12], 12)).toEqual([undefined, -12, undefined]);
    expect(align([-36.5], 12)).toEqual([-36.5, undefined, undefined]);
    expect(align([12], 12)).toEqual([undefined, undefined, 12]);
  });

  it('takes only windows of about the same length', () => {
    const lengths = [17.9, 18, 23, 25, 30, 30.1];

    const found = lengths.filter((hours) => {
      const row = { endMs: startMs, lengthMs: dayMs, stepMs: dayMs, count: 1, toleranceMs: 0 };
      return alignWindows([endingAt(0, hours)], row)[0] !== undefined;
    });

    expect(found).toEqual([18, 23, 25, 30]);
  });

  it('takes windows of an hour a day apart, without the hours between', () => {
    const row = { endMs: startMs, lengthMs: hourMs, stepMs: dayMs, count: 3, toleranceMs: hourMs / 4 };
    const entries = [0, -1, -2, -23, -24, -25, -48.2, -48.5].map((hours) => endingAt(hours, 1));

    const found = alignWindows(entries, row).map((entry) => entry?.values[0]?.value);

    expect(found).toEqual([-48.2, -24, 0]);
  });
});
