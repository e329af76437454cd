import { type UnansweredSends } from './delivery';
import { adviceOnUnanswered } from './advice';

const sends = (overrides: Partial<UnansweredSends> = {}): UnansweredSends => ({
  revision: 3,
  count: 1,
  runCount: 1,
  atMs: 1_000,
  ...overrides,
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
