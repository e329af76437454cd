import { type Trigger } from '../world/world-options';
import { runCrashPoints } from './run-crash-points';
import { silenceStacks } from './silence-stacks';

const triggers: readonly Trigger[] = ['schedule', 'chat', 'manual'];
/** A commit tries one first death of so many, the nightly run all of them. */
const shares = [
  { queryCount: 1, oneOf: 31 },
  { queryCount: 2, oneOf: 101 },
  ...(isNightly ? [{ queryCount: 3, oneOf: 1 }] : []),
];
const cases = shares.flatMap(({ queryCount, oneOf }) =>
  triggers.map((trigger) => ({ trigger, queryCount, count: isNightly ? 1 : oneOf })),
);

silenceStacks();

describe('two deaths', () => {
  it.each(cases)(
    'leave a run of $queryCount, asked for by $trigger, complete, in time and shown once: one first death of $count',
    async ({ trigger, queryCount, count }) => {
      const share = { index: queryCount % count, count };
      const { violations, callCount, singleCount, pairCount, complete, notStarted } = await runCrashPoints({
        trigger,
        queryCount,
        depth: 2,
        share,
      });

      expect(violations).toEqual([]);
      expect(callCount).toBeGreaterThanOrEqual(29);
      // Two kinds of death at each of two calls, and more calls after a death than without one.
      expect(pairCount).toBeGreaterThan(((2 * callCount * (callCount - 1)) / count) * 0.5);
      expect(complete + notStarted).toBe(singleCount + pairCount);
    },
    3_600_000,
  );
});
