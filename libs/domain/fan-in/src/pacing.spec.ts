import { historyExpiresAtSeconds, nextLookAtMs, remainingDelaySeconds, runExpiresAtSeconds } from './pacing';
import { minuteMs } from './testing/run-event-world';

describe('remainingDelaySeconds', () => {
  it.each([
    [0, 1],
    [-5000, 1],
    [1, 1],
    [1000, 1],
    [1001, 2],
    [900_000, 900],
    [900_001, 900],
    [86_400_000, 900],
  ])('holds an event that is due in %i ms back for %i s', (remainingMs, delaySeconds) => {
    expect(remainingDelaySeconds(1_000_000 + remainingMs, 1_000_000)).toBe(delaySeconds);
  });
});

it.each([
  ['a run', runExpiresAtSeconds, 40],
  ['an entry of the history', historyExpiresAtSeconds, 400],
])('keeps %s for days, told in the epoch seconds that DynamoDB reads', (_what, expiresAtSeconds, days) => {
  expect(expiresAtSeconds(1_764_000_000_999)).toBe(1_764_000_000 + days * 86_400);
});

describe('nextLookAtMs', () => {
  it('waits five minutes first, then as long as has passed', () => {
    const looks: number[] = [];
    for (let atMs = nextLookAtMs(0, 0); looks.length < 9; atMs = nextLookAtMs(0, atMs)) looks.push(atMs / minuteMs);

    expect(looks).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280]);
  });
});
