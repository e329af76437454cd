import { type Trigger } from '../world/world';
import { runCrashPoints } from './run-crash-points';
import { silenceStacks } from './silence-stacks';

const triggers: readonly Trigger[] = ['schedule', 'chat', 'manual'];

/** For every commit, of what has too many pairs: one first death of so many. The nightly run takes all. */
const parts = [
  { queryCount: 1, count: 3, triggers: ['schedule'] },
  { queryCount: 2, count: 23, triggers },
  { queryCount: 3, count: 47, triggers },
] as const;

silenceStacks();

describe('two deaths', () => {
  it.each(['chat', 'manual'] as const)(
    'leave a run of one question, asked for by %s, complete, in time and shown once, wherever they strike',
    async (trigger) => {
      const result = await runCrashPoints({ trigger, queryCount: 1, depth: 2 });

      expect(result.violations).toEqual([]);
      // Two kinds of death at each of two calls, and more calls after a death than without one.
      expect(result.singleCount).toBe(2 * result.callCount);
      expect(result.pairCount).toBeGreaterThan(2 * result.callCount * (result.callCount - 1));
      expect(result.complete + result.notStarted).toBe(result.singleCount + result.pairCount);
    },
    120_000,
  );

  it.each(parts.flatMap(({ triggers, ...part }) => triggers.map((trigger) => ({ ...part, trigger }))))(
    'leave a run of $queryCount, asked for by $trigger, complete: one first death of $count',
    async ({ queryCount, count, trigger }) => {
      const result = await runCrashPoints({ trigger, queryCount, depth: 2, share: { index: queryCount - 1, count } });

      expect(result.violations).toEqual([]);
      expect(result.pairCount).toBeGreaterThan(50);
      expect(result.complete + result.notStarted).toBe(result.singleCount + result.pairCount);
    },
    120_000,
  );
});
