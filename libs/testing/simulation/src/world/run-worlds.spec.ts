import { maxQueryCount } from '@pulso/domain/reports';
import { faultPresets, parseFaultPlan } from '@pulso/world/faults';

import { silenceStacks } from '../crash-points/silence-stacks';
import { runWorld, runWorlds } from './run-worlds';
import { type Statistics, addStatistics, emptyStatistics } from './statistics';
import { type WorldOptions } from './world-options';

// No measure of anything: it ends what hangs, and a busy machine is slow.
jest.setTimeout(3_600_000);

silenceStacks();

interface FixedSet {
  readonly faults: keyof typeof faultPresets;
  readonly queryCount: number;
  readonly seedCount: number;
}

/** More say nothing new of what breaks many worlds, and each may be a long one. */
const enoughBroken = 10;

/** Runs seeds from 0 on, until enough is broken. @returns What they broke, as text, and their numbers. */
async function run({ faults, queryCount, seedCount }: FixedSet): Promise<{ broken: string[]; sum: Statistics }> {
  const broken: string[] = [];
  const sum = emptyStatistics();
  await runWorlds(
    (seed) =>
      seed < seedCount && broken.length < enoughBroken ? { seed, queryCount, faults: faultPresets[faults] } : undefined,
    ({ seed, violations, statistics }) => {
      addStatistics(sum, statistics);
      broken.push(...violations.map(({ rule, message }) => `seed ${seed}: ${rule}: ${message}`));
    },
  );
  return { broken, sum };
}

const callsPerQuery = ({ startCalls, pollCalls, runs }: Statistics, queryCount: number): number =>
  (startCalls + pollCalls) / (runs * queryCount);

describe('every promise is kept', () => {
  it.each<FixedSet>([
    { faults: 'none', queryCount: 0, seedCount: isNightly ? 500 : 5 },
    { faults: 'default', queryCount: 10, seedCount: isNightly ? 1_500 : 8 },
    { faults: 'hell', queryCount: 3, seedCount: isNightly ? 5_000 : 15 },
    ...(isNightly
      ? ([
          { faults: 'hell', queryCount: 1, seedCount: 3_000 },
          { faults: 'hell', queryCount: 30, seedCount: 200 },
          { faults: 'default', queryCount: maxQueryCount, seedCount: 1 },
        ] as const)
      : []),
  ])('in $seedCount worlds with the faults $faults and $queryCount questions', async (set) => {
    const { broken, sum } = await run(set);

    expect(broken).toEqual([]);
    expect(sum.runs).toBeGreaterThanOrEqual(set.seedCount);
    expect(Object.keys(sum.faults).length > 0).toBe(set.faults !== 'none');
  });
});

describe('without faults', () => {
  it('every run is complete and in time, and no chat is told anything twice', async () => {
    const { broken, sum } = await run({ faults: 'none', queryCount: 10, seedCount: isNightly ? 600 : 20 });

    expect(broken).toEqual([]);
    expect(sum).toMatchObject({ complete: sum.runs, partial: 0, markedRepeats: 0, deadLetters: 0, late: 0 });
  });

  it('mails and calls of webhooks arrive once, and what has nothing to say stays away', async () => {
    const { broken, sum } = await run({ faults: 'none', queryCount: 1, seedCount: isNightly ? 1_000 : 30 });

    expect(broken).toEqual([]);
    expect(sum.posts).toBeGreaterThan(7);
    expect(sum.withheld).toBeGreaterThan(0);
    expect(sum.markedRepeats).toBe(0);
  });

  it('a run of many queries keeps within the quotas: little more than two calls each, hardly any throttled', async () => {
    const queryCount = isNightly ? maxQueryCount : 200;
    const { broken, sum } = await run({ faults: 'none', queryCount, seedCount: 1 });

    expect(broken).toEqual([]);
    expect(sum).toMatchObject({ complete: 1, deadLetters: 0 });
    expect(callsPerQuery(sum, queryCount)).toBeLessThan(2.2);
    expect(sum.throttledCalls).toBeLessThanOrEqual(0.02 * queryCount);
  });

  it.each([3, 10, 20])('a run of %i queries starts each once, and none is throttled', async (queryCount) => {
    const { statistics } = await runWorld({ seed: 0, queryCount, faults: faultPresets.none, trigger: 'chat' });

    expect(statistics).toMatchObject({ complete: 1, throttledCalls: 0, startCalls: queryCount });
    expect(callsPerQuery(statistics, queryCount)).toBeLessThan(5);
  });
});

describe('two runs at once', () => {
  // 1,000 queries each at night; by commit as many as a minute's quota can't serve.
  it('end right and without a storm of calls, however much of what they ask is throttled', async () => {
    const queryCount = isNightly ? maxQueryCount : 120;
    const { violations, statistics } = await runWorld({
      seed: 0,
      queryCount,
      faults: faultPresets.none,
      trigger: ['manual', 'chat'],
    });

    expect(violations).toEqual([]);
    expect(statistics).toMatchObject({ runs: 2 });
    expect(statistics.complete + statistics.partial).toBe(2);
    expect(callsPerQuery(statistics, queryCount)).toBeLessThan(4);
    expect(statistics.throttledCalls).toBeGreaterThan(0);
  });
});

describe('a world that goes wrong for ever', () => {
  it('ends at a bound, and says what went on', async () => {
    const { violations } = await runWorld({ seed: 1, queryCount: 3, faults: faultPresets.none, maxEventCount: 150 });

    expect(violations).toContainEqual(
      expect.objectContaining({
        rule: 'restless',
        message: expect.stringMatching(
          /^There was no end after 150 events: \S+ has delivered \d+ messages, .* calls were/,
        ),
      }),
    );
  });

  it('ends at a programming error, and names it first', async () => {
    const { violations, statistics } = await runWorld({
      seed: 1,
      queryCount: 10,
      faults: faultPresets.none,
      delayMsOf: (_queueName, body) => {
        if (body.includes('"query-finished"')) throw new ReferenceError('backfill is not defined');
        return 0;
      },
    });

    expect(violations[0]).toMatchObject({
      rule: 'bug',
      message: 'query-worker logs query-job-failed: ReferenceError: backfill is not defined',
    });
    expect(statistics.events).toBeLessThan(1_000);
  });
});

describe('the operator of a world', () => {
  it('gives up a report that a flood limit keeps back for ever, told by the alarm on its dead-letter queue', async () => {
    const faults = parseFaultPlan('throttle:telegram.sendMessage', 'simulation');

    const { violations, statistics } = await runWorld({ seed: 3, queryCount: 1, trigger: 'manual', faults });

    expect(violations).toEqual([]);
    expect(statistics.givenUp).toBe(1);
    expect(statistics.alarms['report-updates-dlq']).toBeGreaterThan(0);
    expect(statistics.events).toBeLessThan(20_000);
  });
});

describe('the same seed', () => {
  const hell = (seed: number, lines?: string[]): WorldOptions => ({
    seed,
    queryCount: 3,
    faults: faultPresets.hell,
    ...(lines && { record: (line: string) => void lines.push(line) }),
  });

  it('gives the same trace, watched or not, alone or among others', async () => {
    const [first, second]: [string[], string[]] = [[], []];
    const alone = await runWorld(hell(7, first));
    await runWorld(hell(7, second));
    const amongOthers: string[] = [];
    await runWorlds(
      (index) => (index < 9 ? hell(index) : undefined),
      ({ seed, traceHash }) => void (amongOthers[seed] = traceHash),
    );

    expect(first.length).toBeGreaterThan(100);
    expect(second).toEqual(first);
    expect(amongOthers[7]).toBe(alone.traceHash);
  });

  it('and another one gives another', async () => {
    expect((await runWorld(hell(8))).traceHash).not.toBe((await runWorld(hell(7))).traceHash);
  });
});
