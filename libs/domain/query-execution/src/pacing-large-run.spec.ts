import { QuotaWorld, worldStartMs } from './testing/quota-world';

const usual = { medianMs: 2_500, p99Ms: 17_500 };
const slow = { medianMs: 3_000, p99Ms: 20_000 };

/** Nothing has failed, and whatever waits has been paused. */
const undisturbed = [[], { unpaused: 0, putAside: 0 }];

const callsOf = ({ calls }: QuotaWorld): number => calls.start + calls.poll + calls.stop;

const successesOf = ({ outcomes }: QuotaWorld): number =>
  [...outcomes.values()].filter((of) => of.length === 1 && of[0]?.status === 'success').length;

const reasonsOf = ({ outcomes }: QuotaWorld): string[] => [
  ...new Set(
    [...outcomes.values()].flat().flatMap((outcome) => (outcome.status === 'failed' ? outcome.reason.code : [])),
  ),
];

describe('a run against the quotas of Logs Insights', () => {
  it.each([
    { kind: 'usual', latency: usual, seed: 1 },
    { kind: 'usual', latency: usual, seed: 2 },
    { kind: 'usual', latency: usual, seed: 3 },
    { kind: 'slow', latency: slow, seed: 2 },
  ])('of 1,000 $kind queries (seed $seed) takes what the quota does and little more', async ({ latency, seed }) => {
    const world = new QuotaWorld({ seed, ...latency });

    world.dispatch('daily/schedule/1', 1_000);
    await world.runToEnd();

    expect(successesOf(world)).toBe(1_000);
    expect(callsOf(world) / 1_000).toBeLessThan(2.2);
    expect(world.calls.throttled / callsOf(world)).toBeLessThan(0.01);
    // The quota takes 100 s. A slow query that starts late ends after that, and is seen at its next look.
    const lastAnswerMs = world.lastAnswerAtMs - worldStartMs;
    expect(world.lastOutcomeAtMs - worldStartMs).toBeLessThan(Math.max(165_000, lastAnswerMs + 12_000));
    expect([world.warnings, world.queueTrouble]).toEqual(undisturbed);
  });

  it('shares the quotas with another one of 1,000 without a storm', async () => {
    const world = new QuotaWorld({ seed: 1, ...usual });

    world.dispatch('daily/schedule/1', 1_000);
    world.dispatch('weekly/schedule/1', 1_000);
    await world.runToEnd();

    expect(successesOf(world)).toBe(2_000);
    expect(callsOf(world) / 2_000).toBeLessThan(4);
    expect(world.lastOutcomeAtMs - worldStartMs).toBeLessThan(1.5 * 200_000);
    expect([world.warnings, world.queueTrouble]).toEqual(undisturbed);
  });

  it.each([
    ['all of it in the last minute', 300, 50_000],
    ['the end of it in the last minute', 600, 120_000],
  ])('ends with a reason for each query that the quotas left no time for, %s', async (_when, queryCount, giveUpMs) => {
    const world = new QuotaWorld({ seed: 1, ...usual });

    world.dispatch('daily/schedule/1', queryCount, giveUpMs);
    world.dispatch('weekly/schedule/1', queryCount, giveUpMs);
    await world.runToEnd();

    expect(world.outcomes.size).toBe(2 * queryCount);
    expect([...world.outcomes.values()].every((outcomes) => outcomes.length === 1)).toBe(true);
    expect(successesOf(world)).toBeGreaterThan(queryCount);
    expect(successesOf(world)).toBeLessThan(2 * queryCount);
    expect(reasonsOf(world)).toEqual(['gave-up']);
    // The last jobs wait for workers that wait for answers until their poll budget is over.
    expect(world.lastOutcomeAtMs - worldStartMs).toBeLessThan(giveUpMs + 15_000);
    expect([world.warnings, world.queueTrouble]).toEqual(undisturbed);
  });

  it.each([3, 10, 20])('of %i queries of 2.5 s has every answer within seconds', async (queryCount) => {
    const world = new QuotaWorld({ seed: 1, medianMs: 2_500, p99Ms: 2_500 });

    world.dispatch('daily/chat/1', queryCount);
    await world.runToEnd();

    expect(successesOf(world)).toBe(queryCount);
    expect(world.calls.throttled).toBe(0);
    expect(world.lastOutcomeAtMs - world.lastAnswerAtMs).toBeLessThan(4_500);
  });

  it('goes the same way for the same seed', async () => {
    const [first, second] = [new QuotaWorld({ seed: 3, ...usual }), new QuotaWorld({ seed: 3, ...usual })];

    for (const world of [first, second]) {
      world.dispatch('daily/schedule/1', 50);
      await world.runToEnd();
    }

    expect([second.lastOutcomeAtMs, second.calls]).toEqual([first.lastOutcomeAtMs, first.calls]);
  });
});
