import { allowedUpdates, maxConnectionsFor } from './telegram';

describe('maxConnectionsFor', () => {
  it.each([
    [undefined, 40],
    [8, 8],
    [100, 100],
    [250, 100],
    [0, 1],
  ])('fits a reserved concurrency of %s by %s', (reservedConcurrency, expected) => {
    expect(maxConnectionsFor(reservedConcurrency)).toBe(expected);
  });
});

it('Telegram is not asked for edits, which the bot does not answer', () => {
  expect(allowedUpdates.filter((kind) => kind.startsWith('edited_'))).toEqual([]);
});
