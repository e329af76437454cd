import { runPaceOf, splitDelay } from './run-pace';

const startsOf = (queryCount: number, runId = 'daily/schedule/1'): number[] => {
  const { startAfterMs } = runPaceOf(queryCount, runId);
  return Array.from({ length: queryCount }, (_, index) => startAfterMs(index));
};

const mostInASecond = (timesMs: readonly number[]): number =>
  Math.max(...timesMs.map((fromMs) => timesMs.filter((atMs) => atMs >= fromMs && atMs < fromMs + 1_000).length));

describe('runPaceOf', () => {
  it('starts a small run fast', () => {
    expect(startsOf(12)).toEqual([0, 0, 0, 0, 0, 1_000, 1_000, 1_000, 1_000, 1_000, 2_000, 2_000]);
    expect(runPaceOf(20, 'r')).not.toHaveProperty('pace');
  });

  it('spreads the starts of a large run evenly, within the quota in any second', () => {
    const starts = startsOf(1_000);

    expect(mostInASecond(starts)).toBe(10);
    expect(starts.filter((atMs) => atMs < 20_000).length).toBeLessThan(190);
    expect(starts.at(-1)).toBeLessThan(108_000);
    expect(runPaceOf(1_000, 'r').pace).toEqual({ firstPollAfterMs: 14_000, startBackoffMs: expect.any(Number) });
  });

  it('starts queries of one run at the same times, and of runs that begin together at other times', () => {
    expect(startsOf(30)).toEqual(startsOf(30));
    expect(startsOf(30, 'weekly/schedule/1')).not.toEqual(startsOf(30));
  });

  it.each([
    [21, 8_000],
    [600, 32_000],
    [1_000, 54_000],
  ])('spreads throttled starts of %i queries over a time that fits the run', (queryCount, backoffMs) => {
    const { pace } = runPaceOf(queryCount, 'r');

    expect(Math.round((pace?.startBackoffMs ?? 0) / 1000) * 1000).toBe(backoffMs);
  });

  it('gives the last of a thousand queries two minutes', () => {
    const { startAfterMs, neededMs } = runPaceOf(1_000, 'r');

    expect(neededMs - startAfterMs(999)).toBeGreaterThan(120_000);
  });
});

describe('splitDelay', () => {
  it.each([
    [0, 0, 0],
    [999.4, 0, 999],
    [999.6, 1, 0],
    [107_419, 107, 419],
  ])('splits %p ms into %i s for the queue and %i ms for the worker', (delayMs, delaySeconds, waitMs) => {
    expect(splitDelay(delayMs)).toEqual({ delaySeconds, waitMs });
  });
});
