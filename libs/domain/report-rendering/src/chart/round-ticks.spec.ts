import * as fc from 'fast-check';

import { roundTicks } from './axis';

describe('roundTicks', () => {
  it.each([
    [[180, 249], true, [0, 100, 200, 300]],
    [[1, 0], true, [0, 1]],
    [[0, 0], true, [0, 1]],
    [[0.1, 0.3], false, [0, 0.1, 0.2, 0.3]],
    [[-20, 40], true, [-20, 0, 20, 40]],
    [[1234], true, [0, 500, 1000, 1500]],
  ])('chooses for %j (whole: %s) %j', (values, isWhole, ticks) => {
    expect(roundTicks(values, isWhole).ticks).toEqual(ticks);
  });

  it('holds all values between few ticks, for any of them', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e299, max: 1e299 });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), fc.boolean(), (values, isWhole) => {
        const { min, max, ticks } = roundTicks(values, isWhole);

        const tolerance = (max - min) * 1e-9;
        expect(min).toBeLessThanOrEqual(Math.min(0, ...values) + tolerance);
        expect(max).toBeGreaterThanOrEqual(Math.max(0, ...values) - tolerance);
        expect(max).toBeGreaterThan(min);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});
