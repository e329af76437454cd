import { dayMs, hourMs } from '@pulso/kit/time';

import { zoneOf } from '../view/window-in-words';
import { axisLabelsOf } from './axis';

const windowsTo = (end: string, count: number, stepMs = dayMs) => ({
  endsMs: Array.from({ length: count }, (_, index) => Date.parse(end) - (count - 1 - index) * stepMs),
  stepMs,
});

const labelsOf = (timeZone: string, ...windows: Parameters<typeof windowsTo>): string[] =>
  axisLabelsOf(windowsTo(...windows), 'en', zoneOf(timeZone)).map(({ first, second }) =>
    second === undefined ? first : `${first} ${second}`,
  );

describe('the name of a window below its bar', () => {
  it.each([
    ['the day of its end', 'UTC', '2026-11-26T12:25:00Z', dayMs, 'Thu 26'],
    ['the day of its end', 'Europe/Berlin', '2026-11-26T12:25:00Z', dayMs, 'Thu 26'],
    ['the day of its end, which is tomorrow', 'Pacific/Auckland', '2026-11-26T11:25:00Z', dayMs, 'Fri 27'],
    ['the day of its end in the morning', 'America/Los_Angeles', '2026-11-26T12:25:00Z', dayMs, 'Thu 26'],
    ['the day that is over where it ends at midnight', 'UTC', '2026-11-26T00:00:00Z', dayMs, 'Wed 25'],
    ['that day although clocks have changed', 'Europe/Berlin', '2026-10-25T23:00:00Z', dayMs, 'Sun 25'],
    ['the day of its end where it is a week', 'UTC', '2026-11-26T12:25:00Z', 7 * dayMs, '26 Nov'],
    ['the time of its end where it is short', 'UTC', '2026-11-26T12:00:00Z', hourMs, '12:00'],
  ])('is %s, in %s', (_case, timeZone, end, stepMs, name) => {
    expect(labelsOf(timeZone, end, 1, stepMs)).toEqual([name]);
  });

  it.each([
    [
      'a time zone in which the window ends at noon in spring',
      'Europe/Madrid',
      '2027-03-29T10:25:00Z',
      ['Sat 27', 'Sun 28', 'Mon 29'],
    ],
    ['the same zone in autumn', 'Europe/Madrid', '2026-10-26T11:25:00Z', ['Sat 24', 'Sun 25', 'Mon 26']],
    [
      'one in which clocks move noon over the middle',
      'Atlantic/Azores',
      '2027-03-29T12:25:00Z',
      ['Sat 27', 'Sun 28', 'Mon 29'],
    ],
    ['the same one in autumn', 'Atlantic/Azores', '2026-10-26T12:25:00Z', ['Sat 24', 'Sun 25', 'Mon 26']],
  ])('leaves no day out and comes once where clocks change: %s', (_case, timeZone, end, names) => {
    expect(labelsOf(timeZone, end, 3)).toEqual(names);
  });

  it('goes back by weeks, and by windows of no whole days', () => {
    expect(labelsOf('UTC', '2026-12-03T12:25:00Z', 3, 7 * dayMs)).toEqual(['19 Nov', '26 Nov', '3 Dec']);
    expect(labelsOf('UTC', '2026-11-26T12:00:00Z', 3, 36 * hourMs)).toEqual(['23 Nov', '24 Nov', '26 Nov']);
    expect(labelsOf('UTC', '2026-11-26T12:00:00Z', 2, 6 * hourMs)).toEqual(['06:00', '12:00']);
  });
});
