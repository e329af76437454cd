import * as fc from 'fast-check';

import { startSourceOf } from './start-source';

describe('startSourceOf', () => {
  it.each([
    ['promo_x', 'promo_x'],
    ['Summer-2026', 'summer-2026'],
    ['x'.repeat(32), 'x'.repeat(32)],
    ['x'.repeat(33), 'other'],
    ['ref_12345', 'other'],
    ['4242424242', 'other'],
    ['Ada Lovelace', 'other'],
    ['Ада', 'other'],
    ['', undefined],
    ['report', undefined],
  ])('bounds %j', (payload, source) => {
    expect(startSourceOf(payload)).toBe(source);
  });

  it('lets through nothing but short words without long numbers', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (payload) => {
        expect(startSourceOf(payload) ?? 'none').toMatch(/^(?!.*\d{5})[a-z0-9_-]{1,32}$/);
      }),
    );
  });
});
