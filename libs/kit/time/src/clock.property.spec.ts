import * as fc from 'fast-check';

import { fullJitterMs } from './clock';

describe('fullJitterMs', () => {
  it('is a whole number below the bound of its attempt and the cap', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.double({ min: 0, max: 0.999999, noNaN: true }), (attempt, draw) => {
        const delayMs = fullJitterMs(attempt, { baseMs: 100, capMs: 5_000 }, () => draw);

        expect(Number.isInteger(delayMs)).toBe(true);
        expect(delayMs).toBeGreaterThanOrEqual(0);
        expect(delayMs).toBeLessThan(Math.min(100 * 2 ** attempt, 5_000));
      }),
    );
  });
});
