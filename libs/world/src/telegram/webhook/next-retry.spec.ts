import { type RetryState, firstTry, nextRetry } from './next-retry';

const waitsOf = (count: number, random: () => number): number[] => {
  let state: RetryState = firstTry;
  return Array.from({ length: count }, () => {
    const retry = nextRetry(state, 0, random);
    state = retry;
    return retry.waitSeconds;
  });
};

describe('nextRetry', () => {
  it('retries at once, then doubles up to about a minute, then stays under two minutes', () => {
    expect(waitsOf(9, () => 0)).toEqual([0, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect(waitsOf(9, () => 0.999)).toEqual([0, 2, 4, 8, 16, 32, 64, 120, 120]);
  });

  it('waits as long as Retry-After says and goes on doubling where it was', () => {
    const afterThird = { failureCount: 3, delaySeconds: 4 };

    const asked = nextRetry(afterThird, 17, () => 0);

    expect(asked).toEqual({ failureCount: 4, delaySeconds: 4, waitSeconds: 17 });
    expect(nextRetry(asked, 0, () => 0).waitSeconds).toBe(8);
  });

  it('takes no Retry-After above an hour or below zero', () => {
    expect(nextRetry(firstTry, 999_999, () => 0).waitSeconds).toBe(3600);
    expect(nextRetry(firstTry, -5, () => 0).waitSeconds).toBe(0);
    expect(nextRetry(firstTry, Number.NaN, () => 0).waitSeconds).toBe(0);
  });
});
