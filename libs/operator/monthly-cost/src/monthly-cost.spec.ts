import { usageMetrics } from '@pulso/contracts/usage-metrics';

import { compareDesigns, compareOrchestrations } from './compare-designs';
import { type BillOptions, computeBill } from './compute-bill';
import { deployedParts, lifeMetricCount, usageMetricCount } from './deployed-parts';
import { listUsage } from './list-usage';
import { type PublicPrice, freeAllowances, pricesReadOn, publicPrices } from './public-prices';
import { mostQuestionsOfOneExecution, mostQuestionsOfOneLambda } from './report-usage';
import { type Design, designs } from './usage';
import { type Workload } from './workload';

const workload = (overrides: Partial<Workload> = {}): Workload => ({
  questionCount: 3,
  gbPerDay: 0.1,
  requestsPerDay: 5000,
  destinationCount: 1,
  mailCount: 0,
  alarmCount: 11,
  dashboardCount: 0,
  memoryMb: 256,
  p95Ms: 150,
  retentionDays: 90,
  isWatched: false,
  isTraced: false,
  ...overrides,
});

const virginia: BillOptions = { region: 'us-east-1', hasFreeTier: false };

const billOf = (design: Design, overrides: Partial<Workload> = {}, options: Partial<BillOptions> = {}) =>
  computeBill(listUsage(design, workload(overrides)), { ...virginia, ...options });

describe('the bill', () => {
  /** Every factor by hand: quantity of a day, 30 days, price. */
  it('is what pencil and paper make of it', () => {
    const botRequests = 5000 * 30;
    const reportInvocations = 30 * (1 + 3 * 2 + (3 + 2) + 2);
    const sweeps = 30 * 288;
    const reportSeconds = 30 * (0.6 + 6 * 0.25 + 5 * 0.2 + 2 * 0.6);
    const lambda =
      (botRequests + reportInvocations + sweeps) * 0.0000002 +
      (botRequests * 0.15 + reportSeconds + sweeps * 0.1) * 0.25 * 0.0000133334;
    // A service that a team adds has a queue of its own, which is polled, too.
    const pollsOfQueue = ((5 * 86400) / 20) * 30;
    const polls = deployedParts.polledQueueCount * pollsOfQueue;
    const messages = 30 * (6 + 5 + 2 + 288) * 3;
    const expected = {
      Lambda: lambda,
      SQS: (polls + messages) * 0.0000004,
      DynamoDB: (botRequests * 3 + 30 * (10 + 12 + 4)) * 0.000000625 + (botRequests + 30 * (288 * 3 + 6)) * 0.000000125,
      'CloudWatch Logs': 3 * 0.5 + 9 * 0.03 + 30 * 3 * 0.1 * 0.005,
      CloudWatch: (6 + lifeMetricCount) * 0.3 + 11 * 0.1,
      'EventBridge Scheduler': 30 * 289 * 0.000001,
      KMS: 30 * 288 * 3 * 0.000003,
      'Data transfer': 30 * 5000 * 0.000004 * 0.09,
    };

    const { services, totalUsd } = billOf('pulso');

    expect([...services.keys()].sort()).toEqual(Object.keys(expected).sort());
    for (const [service, usd] of Object.entries(expected)) expect(services.get(service)).toBeCloseTo(usd, 9);
    expect(totalUsd).toBeCloseTo(
      Object.values(expected).reduce((sum, usd) => sum + usd, 0),
      9,
    );
    expect(pollsOfQueue).toBe(648_000);
  });

  it('has a scan of each hour, a run for it and a look at eight weeks of hours where those are watched', () => {
    const [watched, unwatched] = [billOf('pulso', { isWatched: true }), billOf('pulso')];
    const more = (service: string): number =>
      (watched.services.get(service) ?? 0) - (unwatched.services.get(service) ?? 0);

    const units = 30 * 24 * (2 + (56 * 24 * 450) / 4096);
    expect(more('CloudWatch Logs')).toBeCloseTo(30 * 0.1 * 0.005, 9);
    expect(more('DynamoDB')).toBeCloseTo(units * 0.000000125 + 30 * 24 * (14 + 2) * 0.000000625, 9);
    expect(more('SQS')).toBeCloseTo(30 * 24 * (2 + 3) * 3 * 0.0000004, 9);
    expect(watched.totalUsd - unwatched.totalUsd).toBeLessThan(0.05);
  });

  it('of Step Functions is that of its transitions and of one sending function', () => {
    const { services } = billOf('step-functions');

    expect(services.get('Step Functions')).toBeCloseTo(30 * (8 * 3 + 6) * 0.000025, 9);
    expect(services.has('SQS')).toBe(false);
  });

  const grown = [
    ...(['questionCount', 'gbPerDay', 'requestsPerDay', 'destinationCount', 'mailCount', 'p95Ms'] as const),
    ...(['memoryMb', 'retentionDays'] as const),
  ];

  it.each(grown.flatMap((name) => designs.map((design) => [name, design] as const)))(
    'grows with %s, with or without free tiers, for %s',
    (name, design) => {
      for (const hasFreeTier of [false, true]) {
        const totals = [1, 10, 100, 10_000].map(
          (factor) => billOf(design, { [name]: (workload()[name] || 1) * factor }, { hasFreeTier }).totalUsd,
        );

        expect(totals).toEqual(totals.toSorted((left, right) => left - right));
        if (!hasFreeTier) expect(totals.at(-1)).toBeGreaterThan(totals[0] ?? 0);
      }
    },
  );

  it.each(designs)('is never larger with free tiers, nor negative (%s)', (design) => {
    for (const overrides of [{}, { requestsPerDay: 0, gbPerDay: 0 }, { requestsPerDay: 10_000_000, gbPerDay: 50 }]) {
      const withFreeTier = billOf(design, overrides, { hasFreeTier: true });

      expect(withFreeTier.totalUsd).toBeLessThan(billOf(design, overrides).totalUsd);
      expect(Math.min(...withFreeTier.items.map(({ usd }) => usd))).toBeGreaterThanOrEqual(0);
    }
  });

  it('takes each allowance off once, however many items share it', () => {
    const { items } = billOf('pulso', { gbPerDay: 1 }, { hasFreeTier: true });
    const freeOf = (service: string) =>
      items.filter((item) => item.service === service).reduce((sum, { freeQuantity }) => sum + freeQuantity, 0);

    expect(freeOf('CloudWatch Logs')).toBeCloseTo(5, 9);
    expect(freeOf('SQS')).toBeCloseTo(1_000_000, 6);
  });

  it('counts traces, dashboards and mails when there are any', () => {
    const overrides = { isTraced: true, dashboardCount: 1, mailCount: 2 };

    expect(billOf('pulso', overrides).totalUsd - billOf('pulso').totalUsd).toBeCloseTo(
      5000 * 30 * 0.000005 + 3 + 60 * 0.0001,
      9,
    );
  });
});

describe('compareDesigns', () => {
  it('says from how many questions on Pulso costs less than Step Functions', () => {
    const { questionsBeyondStepFunctions: turn = 0 } = compareDesigns(workload(), virginia);
    const costs = (questionCount: number) =>
      (['pulso', 'step-functions'] as const).map((design) => billOf(design, { questionCount }).totalUsd);

    const [pulso = 0, stepFunctions = 0] = costs(turn);
    const [pulsoBefore = 0, stepFunctionsBefore = 0] = costs(turn - 1);

    expect(pulso).toBeLessThan(stepFunctions);
    expect(pulsoBefore).toBeGreaterThanOrEqual(stepFunctionsBefore);
  });

  it('finds no such number where the fixed costs are too high', () => {
    expect(compareDesigns(workload({ alarmCount: 5000 }), virginia).questionsBeyondStepFunctions).toBeUndefined();
  });

  it('does not hide that one Lambda is the cheapest wherever it is possible', () => {
    for (const questionCount of [1, 30, 300, mostQuestionsOfOneLambda]) {
      const { bills } = compareDesigns(workload({ questionCount }), virginia);

      for (const design of ['pulso', 'durable-function', 'step-functions'] as const) {
        expect(bills['one-lambda'].totalUsd).toBeLessThan(bills[design].totalUsd);
      }
    }
  });
});

describe('compareOrchestrations', () => {
  const pollsOfQueue = 648_000 * 0.000_000_4;
  const polls = deployedParts.polledQueueCount * pollsOfQueue;

  /**
   * By hand, for 100 questions, of a day and 256 MB, times 30:
   *
   * - Pulso: 593 invocations and 101 s of them, 592 messages at 3 requests, 414 writes, 1,064 reads, 289 schedules:
   *   0.003558 + 0.0101000505 + 0.021312 + 0.0077625 + 0.00399 + 0.00867, and the polls of each queue.
   * - one Lambda: 30 s for 300 calls at 10 a second, 0.6 s to send: 0.0030600153, and 0.000036 for being invoked.
   * - durable function: 3 invocations of 0.6 s, 30 s for the calls, 0.6 s to send; 1 execution, 1 map, 1 step to send and
   *   5 operations a question; 7 KB a question, kept for 14 days of 30:
   *   0.000018 + 0.0032400162 + 503 x 30 x 0.000008 + 0.021 x 0.25 + 0.0098 x 0.15 + 0.00003.
   * - Step Functions: 806 transitions, and a function that sends: 806 x 30 x 0.000025 + 0.0000600003 + 0.000036.
   * - scheduled queries: 20 s for 200 calls, 0.6 s to send: 0.0020600103 + 0.000036.
   */
  it.each([
    ['pulso', [polls + 0.028_378_016_55, polls + 0.030_327_519, polls + 0.055_392_550_5]],
    ['one-lambda', [0.000_696_003_3, 0.000_696_003_3, 0.003_096_015_3]],
    ['durable-function', [0.004_899_601_65, 0.013_980_002_7, 0.130_728_016_2]],
    ['step-functions', [0.022_596_000_3, 0.064_596_000_3, 0.604_596_000_3]],
    ['scheduled-queries', [0.000_156_000_6, 0.000_296_001_3, 0.002_096_010_3]],
  ] as const)('is what pencil and paper make of %s for 3, 10 and 100 questions', (design, expected) => {
    const { bills } = compareOrchestrations(workload(), [3, 10, 100], virginia)[design];

    expect(bills.map(({ totalUsd }) => totalUsd.toFixed(12))).toEqual(expected.map((usd) => usd.toFixed(12)));
  });

  it('leaves out the bot, its logs and their scans', () => {
    const of = (overrides: Partial<Workload>) => compareOrchestrations(workload(overrides), [3], virginia);

    expect(of({ requestsPerDay: 9_000_000, gbPerDay: 500, p95Ms: 9_000, isTraced: true })).toEqual(of({}));
  });

  it('counts what watches a design by itself, and what Pulso costs at rest', () => {
    const { pulso, ...others } = compareOrchestrations(workload(), [0], virginia);

    expect(pulso.watching.totalUsd).toBeCloseTo(lifeMetricCount * 0.3 + 11 * 0.1, 9);
    expect(pulso.bills[0]?.totalUsd).toBeGreaterThan(polls);
    for (const { watching, bills } of Object.values(others)) {
      expect(watching.totalUsd).toBeCloseTo(8 * 0.1, 9);
      expect(bills[0]?.totalUsd).toBeLessThan(0.01);
    }
  });

  it('knows that 599 questions have 2,998 of the 3,000 operations that a durable execution may have', () => {
    expect(mostQuestionsOfOneExecution).toBe(599);
    expect(compareOrchestrations(workload(), [599], virginia)['durable-function'].bills[0]?.items).toContainEqual(
      expect.objectContaining({ price: 'durableOperation', quantity: 30 * 2_998 }),
    );
  });
});

describe('the prices', () => {
  it.each(Object.entries(publicPrices))('of %s have a source of AWS and are positive', (_, { source, usd }) => {
    expect(source).toMatch(/^https:\/\/aws\.amazon\.com\//);
    expect(Math.min(...Object.values(usd))).toBeGreaterThan(0);
  });

  it('have a date, and each is free from one allowance at most', () => {
    const free = freeAllowances.flatMap(({ prices }) => prices);

    for (const { readOn = pricesReadOn } of Object.values<PublicPrice>(publicPrices)) {
      expect(readOn).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
    expect(new Set(free).size).toBe(free.length);
  });
});

describe('what is counted without being used', () => {
  it('are the metrics that usage records make', () => {
    const valueCounts: Readonly<Record<string, number>> = { update_type: 2, stage: 1 };
    const sets: readonly (readonly string[])[] = usageMetrics.dimensionSets;
    const combinations = sets
      .map((names) => names.reduce((product, name) => product * (valueCounts[name] ?? Number.NaN), 1))
      .reduce((sum, count) => sum + count, 0);

    expect(usageMetricCount).toBe(combinations * Object.keys(usageMetrics.metrics).length);
  });

  it('is a sweep every five minutes', () => {
    expect(deployedParts.sweepsPerDay).toBe((24 * 60) / 5);
  });
});
