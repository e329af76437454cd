import { type Trigger } from '../world/world-options';
import { runCrashPoints } from './run-crash-points';
import { silenceStacks } from './silence-stacks';

const triggers: readonly Trigger[] = ['schedule', 'chat', 'manual'];
const cases = triggers.flatMap((trigger) => [1, 2, 3].map((queryCount) => ({ trigger, queryCount })));

silenceStacks();

describe('two deaths', () => {
  it.each(cases)(
    'leave a run of $queryCount, asked for by $trigger, complete, in time and shown once',
    async ({ trigger, queryCount }) => {
      const { violations, callCount, singleCount, pairCount, complete, notStarted } = await runCrashPoints({
        trigger,
        queryCount,
        depth: 2,
      });

      expect(violations).toEqual([]);
      expect(callCount).toBeGreaterThanOrEqual(29);
      // Two kinds of death at each of two calls, and more calls after a death than without one.
      expect(pairCount).toBeGreaterThan(callCount * (callCount - 1));
      expect(complete + notStarted).toBe(singleCount + pairCount);
    },
    3_600_000,
  );
});
