import { type Series } from './series';
import { neverWasNone, usualOf } from './usual-of';

describe('usualOf', () => {
  it.each<[string, Series, number | undefined]>([
    ['is the average of the windows before, but for the first one', [900, 10, 20, 30], 20],
    ['is that of the last seven', [900, 900, 1, 1, 1, 1, 1, 1, 1], 1],
    ['leaves gaps out', [900, 10, null, 20, null, 30], 20],
    ['is a whole number', [0, 1, 1, 2], 1],
    ['is not known of fewer than three windows', [900, 10, 20], undefined],
    ['is not known on the first day', [], undefined],
    ['is not there where there was none', [900, 0, 0, 0], undefined],
    ['is not there where there was next to none', [900, 0, 0, 1], undefined],
  ])('%s', (_what, earlier, usual) => {
    expect(usualOf(earlier)).toBe(usual);
  });
});

describe('neverWasNone', () => {
  it.each<[string, Series, boolean]>([
    ['a bot that is used every day', [0, 1, 2, null, 3], true],
    ['a bot that rests on some days', [5, 5, 0, 5, 5], false],
    ['a bot that rested more than seven windows ago', [5, 0, 5, 5, 5, 5, 5, 5, 5], true],
  ])('tells of %s', (_what, earlier, never) => {
    expect(neverWasNone(earlier)).toBe(never);
  });
});
