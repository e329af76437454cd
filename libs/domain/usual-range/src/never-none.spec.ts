import { neverNone } from './never-none';

describe('neverNone', () => {
  it.each<[string, readonly (number | null)[], ReturnType<typeof neverNone>]>([
    [
      'says how much a bot had that is used every day, its first day left aside',
      [0, 1, 2, null, 3],
      { low: 1, high: 3 },
    ],
    ['looks at seven windows', [5, 0, 4, 5, 5, 5, 5, 5, 5], { low: 4, high: 5 }],
    ['knows nothing of a bot that rests on some days', [5, 5, 0, 5, 5], undefined],
    ['knows nothing after two days', [900, 10, 20], undefined],
    ['knows nothing on the first day', [], undefined],
  ])('%s', (_what, earlier, range) => {
    expect(neverNone(earlier)).toEqual(range);
  });
});
