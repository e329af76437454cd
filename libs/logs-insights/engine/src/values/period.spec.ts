import * as fc from 'fast-check';

import { runs } from '../testing/runs';
import { type Period, ceilToPeriod, floorToPeriod, periodOf } from './period';

const units = ['ms', 's', 'm', 'h', 'd', 'w', 'mo', 'q', 'y'];
const periods = fc
  .tuple(fc.integer({ min: 1, max: 1000 }), fc.constantFrom(...units))
  .map(([count, unit]) => periodOf(count, unit))
  .filter((period): period is Period => period !== undefined);
const instants = fc.integer({ min: Date.parse('-001000-01-01'), max: Date.parse('4000-01-01') });

describe('ceilToPeriod', () => {
  it.each([
    [40, 'm', '2026-11-25T12:39:59.999Z', '2026-11-25T12:40:00.000Z'],
    [40, 'm', '2026-11-25T12:40:00.001Z', '2026-11-25T13:00:00.000Z'],
    [5, 'm', '2026-11-25T12:35:00.000Z', '2026-11-25T12:35:00.000Z'],
    [7, 's', '2026-11-25T12:59:57.000Z', '2026-11-25T13:00:00.000Z'],
    [300, 'ms', '2026-11-25T12:59:59.901Z', '2026-11-25T13:00:00.000Z'],
    [5, 'h', '2026-11-25T21:00:00.000Z', '2026-11-26T00:00:00.000Z'],
    [1, 'd', '2026-11-25T00:00:00.001Z', '2026-11-26T00:00:00.000Z'],
    [1, 'd', '2026-11-25T00:00:00.000Z', '2026-11-25T00:00:00.000Z'],
    [1, 'w', '2026-11-25T12:00:00.000Z', '2026-11-30T00:00:00.000Z'],
    [1, 'mo', '2026-12-01T00:00:00.001Z', '2027-01-01T00:00:00.000Z'],
    [1, 'q', '2026-11-25T12:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    [1, 'y', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'],
    [1, 'y', '0099-05-01T00:00:00.000Z', '0100-01-01T00:00:00.000Z'],
    [5, 'mo', '-000001-04-01T00:00:00.000Z', '-000001-08-01T00:00:00.000Z'],
  ])('of %d %s puts %s at %s', (count, unit, instant, end) => {
    const period = periodOf(count, unit);

    expect(period && new Date(ceilToPeriod(Date.parse(instant), period)).toISOString()).toBe(end);
  });

  it('is where the next period starts, or the instant itself when a period starts there', () => {
    fc.assert(
      fc.property(instants, periods, (instant, period) => {
        const start = floorToPeriod(instant, period);
        const end = ceilToPeriod(instant, period);

        expect(floorToPeriod(start, period)).toBe(start);
        expect(ceilToPeriod(start, period)).toBe(start);
        expect(ceilToPeriod(end, period)).toBe(end);
        if (start === instant) return;
        expect(start).toBeLessThan(instant);
        expect(end).toBeGreaterThanOrEqual(instant);
        expect(ceilToPeriod(start + 1, period)).toBe(end);
        expect(floorToPeriod(end - 1, period)).toBe(start);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('has no time beyond the range of dates', () => {
    expect(ceilToPeriod(8.64e15 - 1, { count: 1, unit: 'year' })).toBeNaN();
    expect(ceilToPeriod(Number.NaN, { count: 1, unit: 'minute' })).toBeNaN();
  });
});
