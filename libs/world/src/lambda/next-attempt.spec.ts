import { nextAttempt, type TriedEvent } from './next-attempt';

const limits = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 3_600 };
const tried = (overrides: Partial<TriedEvent>): TriedEvent => ({
  acceptedAtMs: 0,
  attemptCount: 0,
  throttleCount: 0,
  ...overrides,
});

describe('nextAttempt', () => {
  it('tries again one minute after the first failure and two after the second, and not after the third', () => {
    const next = [1, 2, 3].map((attemptCount) => nextAttempt(tried({ attemptCount }), 'failed', limits, 1_000));

    expect(next).toEqual([{ atMs: 61_000 }, { atMs: 121_000 }, { giveUp: 'RetriesExhausted' }]);
  });

  it('waits twice as long after each refusal, for five minutes at most', () => {
    const next = [1, 2, 3, 20].map((throttleCount) => nextAttempt(tried({ throttleCount }), 'throttled', limits, 0));

    expect(next).toEqual([{ atMs: 1_000 }, { atMs: 2_000 }, { atMs: 4_000 }, { atMs: 300_000 }]);
  });

  it.each(['failed', 'throttled'] as const)('gives up what would be too old at its next attempt: %s', (end) => {
    const event = tried({ attemptCount: 1, throttleCount: 9 });

    expect(nextAttempt(event, end, limits, 3_540_001)).toEqual({ giveUp: 'EventAgeExceeded' });
  });
});
