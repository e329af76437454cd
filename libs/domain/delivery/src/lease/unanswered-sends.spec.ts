import { type UnansweredSends } from '../ports/delivery-store';
import { leaseMs } from './lease-time';
import { adviceOnUnanswered, isSpent, sendAgainAtMs, withOneMore } from './unanswered-sends';

const sends = (overrides: Partial<UnansweredSends> = {}): UnansweredSends => ({
  revision: 3,
  count: 1,
  runCount: 1,
  atMs: 1_000,
  ...overrides,
});

describe('withOneMore', () => {
  it('begins a count with the first send', () => {
    expect(withOneMore(undefined, 3, 7_000)).toEqual({ revision: 3, count: 1, runCount: 1, atMs: 7_000 });
  });

  it('goes on counting the same revision', () => {
    expect(withOneMore(sends({ count: 2, runCount: 3 }), 3, 7_000)).toEqual(
      sends({ count: 3, runCount: 4, atMs: 7_000 }),
    );
  });

  it('counts another revision anew, its run goes on, and it is not given up', () => {
    expect(withOneMore(sends({ count: 4, runCount: 4, isGivenUp: true }), 4, 7_000)).toEqual(
      sends({ revision: 4, count: 1, runCount: 5, atMs: 7_000 }),
    );
  });
});

describe('isSpent', () => {
  it.each([
    [{ count: 3, runCount: 3 }, 3, false],
    [{ count: 4, runCount: 4 }, 3, true],
    [{ count: 4, runCount: 4 }, 4, false],
    [{ count: 1, runCount: 5 }, 3, false],
    [{ count: 1, runCount: 6 }, 3, true],
    [{ count: 1, runCount: 6 }, 4, true],
  ])('says of %j and revision %i: %s', (counts, revision, spent) => {
    expect(isSpent(sends(counts), revision)).toBe(spent);
  });
});

describe('sendAgainAtMs', () => {
  it.each([
    [1, 1],
    [2, 5],
    [3, 25],
    [4, 125],
  ])('lets the time of leases pass after a send, five times as many with each: send %i, leases %i', (count, leases) => {
    expect(sendAgainAtMs(sends({ count })) - 1_000).toBe(leases * leaseMs);
  });
});

describe('adviceOnUnanswered', () => {
  const runAgain = 'npm run report -- --id daily-usage';

  it('says how many there may be, and that it goes on by itself', () => {
    expect(adviceOnUnanswered(sends(), 'repeated', runAgain)).toMatch(/may have it once, or not at all\..*sent again/);
    expect(adviceOnUnanswered(sends({ count: 3 }), 'repeated', runAgain)).toContain('up to 3 times, or not at all');
  });

  it('says what follows progress', () => {
    expect(adviceOnUnanswered(sends(), 'progress', runAgain)).toMatch(/The report comes in a new message$/);
  });

  it.each([
    ['a revision', { count: 4, runCount: 4 }, /Only a newer revision is sent there: look whether it is there/],
    ['a run', { count: 2, runCount: 6 }, /Nothing more of this run is sent there: look whether it is there/],
  ])('says how to make a report again after %s was given up', (_what, counts, advice) => {
    const text = adviceOnUnanswered(sends(counts), 'given-up', runAgain);

    expect(text).toMatch(advice);
    expect(text).toContain(runAgain);
  });

  it('leaves it to the person who has asked to ask again', () => {
    expect(adviceOnUnanswered(sends({ count: 4 }), 'given-up', undefined)).toMatch(/: the person can ask again$/);
  });
});
