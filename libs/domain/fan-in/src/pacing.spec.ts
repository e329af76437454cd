import {
  expectationExpiresAtSeconds,
  historyExpiresAtSeconds,
  nextLookAtMs,
  nextRetryAtMs,
  remainingDelaySeconds,
  runExpiresAtSeconds,
} from './pacing';
import { minuteMs } from './testing/world';

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

describe('nextLookAtMs', () => {
  it('waits five minutes first, then as long as has passed', () => {
    const looks: number[] = [];
    for (let atMs = nextLookAtMs(0, 0); looks.length < 9; atMs = nextLookAtMs(0, atMs)) looks.push(atMs / minuteMs);

    expect(looks).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280]);
  });
});

describe('nextRetryAtMs', () => {
  it('waits as long as has passed, five minutes at least and half an hour at most', () => {
    const tries: number[] = [];
    for (let atMs = nextRetryAtMs(0, 0); tries.length < 6; atMs = nextRetryAtMs(0, atMs)) tries.push(atMs / minuteMs);

    expect(tries).toEqual([5, 10, 20, 40, 70, 100]);
  });
});

describe('what is stored', () => {
  const daySeconds = 86_400;

  // DynamoDB reads these as seconds: in milliseconds nothing would ever expire.
  it('expires after 40 days, and history after 400, in whole seconds', () => {
    expect(runExpiresAtSeconds(1_500)).toBe(1 + 40 * daySeconds);
    expect(historyExpiresAtSeconds(1_500)).toBe(1 + 400 * daySeconds);
  });

  it('is an expectation for as long as an operator may need, and not for much longer', () => {
    expect(expectationExpiresAtSeconds(0)).toBeGreaterThanOrEqual(7 * daySeconds);
    expect(expectationExpiresAtSeconds(0)).toBeLessThanOrEqual(40 * daySeconds);
  });
});
