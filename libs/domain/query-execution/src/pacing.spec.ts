import { hourMs } from '@pulso/kit/time';

import { pollWaitMs, queueDelayMs } from './pacing';
import { pace } from './testing/world';

const nearlyOne = (): number => 0.999_999;

const longestMs = (why: Parameters<typeof queueDelayMs>[1], job: Partial<Parameters<typeof queueDelayMs>[0]>) =>
  [0, 1, 2, 3, 50].map((attempt) => queueDelayMs({ attempt, ...job }, why, hourMs, nearlyOne) / 1000);

describe('pollWaitMs', () => {
  it.each([
    ['shortest', () => 0, [500, 1_000, 2_000, 2_500, 2_500]],
    ['longest', () => 0.999_999_9, [999, 1_999, 3_999, 4_999, 4_999]],
  ])('doubles the %s wait within one invocation, up to a limit', (_what, random, expected) => {
    expect([0, 1, 2, 3, 50].map((pollCount) => pollWaitMs(pollCount, random))).toEqual(expected);
  });
});

describe('queueDelayMs', () => {
  it.each([
    ['a start of a small run', {}, [2, 4, 8, 16, 60]],
    ['a start of a large run', { pace }, [54, 108, 120, 120, 120]],
    ['a poll of a large run', { pace, insightsQueryId: 'q' }, [5, 10, 20, 40, 60]],
  ])('doubles the longest delay of throttled %s, up to a limit', (_what, job, expected) => {
    expect(longestMs('throttled', job).map(Math.round)).toEqual(expected);
  });

  it.each([
    ['running', {}, [2, 4, 8, 16, 60]],
    ['running', { pace }, [3, 5, 8, 10, 15]],
    ['error', { pace }, [2, 4, 8, 16, 60]],
  ] as const)('never lets a job that is %s come round fast for ever', (why, job, expected) => {
    expect(longestMs(why, job).map(Math.round)).toEqual(expected);
    expect(queueDelayMs({ attempt: 0, ...job }, why, hourMs, () => 0)).toBeGreaterThanOrEqual(1_000);
  });

  it.each([[45_300], [1_000]])('waits no longer than the %i ms that are left', (remainingMs) => {
    expect(queueDelayMs({ attempt: 9, pace }, 'throttled', remainingMs, nearlyOne)).toBe(remainingMs);
  });

  it('gives a job whose time is over a second', () => {
    expect(queueDelayMs({ attempt: 9 }, 'error', -5_000, nearlyOne)).toBe(1_000);
  });
});
