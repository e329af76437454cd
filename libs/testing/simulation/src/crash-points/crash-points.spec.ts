import { type PostPlace } from '../world/features';
import { type Trigger } from '../world/world-options';
import { runCrashPoints } from './run-crash-points';
import { silenceStacks } from './silence-stacks';

const triggers: readonly Trigger[] = ['schedule', 'chat', 'manual'];
const cases = triggers.flatMap((trigger) =>
  (isNightly ? [1, 2, 3] : [2]).map((queryCount) => ({ trigger, queryCount })),
);

/** A fast world whose sweep ends with the run, and one in which the sweep repeats a report. */
const [shortSeed, sweptSeed] = [0, 1];

/**
 * A commit tries one bad end in `count`, the nightly run all. `count` is prime to the six kinds, so that each kind
 * strikes, each at other calls.
 */
const shareOf = (count: number) => (isNightly ? undefined : { index: 0, count });

silenceStacks();

describe('one bad end of one call', () => {
  it.each(cases)(
    'leaves a run of $queryCount, asked for by $trigger, complete, in time and shown once, at any call',
    async ({ trigger, queryCount }) => {
      const share = shareOf(11);
      const result = await runCrashPoints({ trigger, queryCount, depth: 1, seed: shortSeed, share });

      expect(result.violations).toEqual([]);
      expect(result.partial).toBe(0);
      // Each call ends in each of the six ways.
      expect(result.callCount).toBeGreaterThanOrEqual(29);
      expect(result.singleCount).toBe(Math.ceil((6 * result.callCount) / (share?.count ?? 1)));
      // The bot's request included: however the first call ends, it is repeated at once.
      expect(result.notStarted).toBe(0);
      expect(result.complete).toBe(result.singleCount);
      // Per channel ten hit a send between its stored intent and its stored id.
      if (isNightly || trigger === 'chat') expect(result.markedRepeats).toBe(trigger === 'chat' ? 0 : 20);
    },
    3_600_000,
  );

  it.each<[PostPlace]>([['email:owners'], ['webhook:owners']])(
    'leaves a run that also goes to %s complete, and sent there once or marked',
    async (place) => {
      const result = await runCrashPoints({
        ...{ trigger: 'schedule', queryCount: 1, depth: 1, seed: shortSeed },
        ...{ posts: [place], share: shareOf(11) },
      });

      expect(result.violations).toEqual([]);
      expect(result.complete).toBe(result.singleCount);
      // Per channel ten, and as many calls between the stored intent and the stored outcome.
      expect(result.markedRepeats).toBeGreaterThan(isNightly ? 20 : 0);
    },
    3_600_000,
  );

  it.each(triggers)(
    'does not harm a run asked for by %s while the sweep repeats its report',
    async (trigger) => {
      const share = shareOf(49);
      const result = await runCrashPoints({ trigger, queryCount: 1, depth: 1, seed: sweptSeed, share });

      expect(result.violations).toEqual([]);
      expect(result.callCount).toBeGreaterThan(80);
      expect(result.complete + result.notStarted).toBe(result.singleCount);
    },
    3_600_000,
  );
});

describe('two deaths', () => {
  it.each(cases)(
    'leave a run of $queryCount, asked for by $trigger, complete, in time and shown once',
    async ({ trigger, queryCount }) => {
      const result = await runCrashPoints({ trigger, queryCount, depth: 2, seed: shortSeed, share: shareOf(31) });

      expect(result.violations).toEqual([]);
      // Two kinds of death at each later call, and more calls after a death than without one.
      const leastPairCount = isNightly ? result.callCount * (result.callCount - 1) : result.callCount;
      expect(result.pairCount).toBeGreaterThan(leastPairCount);
      expect(result.complete + result.notStarted).toBe(result.singleCount + result.pairCount);
    },
    3_600_000,
  );
});
