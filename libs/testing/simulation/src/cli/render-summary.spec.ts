import { emptyStatistics } from '../world/statistics';
import { outcomeJson } from './outcome-json';
import { renderSummary } from './render-summary';
import { someOptions, someOutcome } from './testing/outcomes';

const fixed = someOutcome({
  statistics: {
    ...emptyStatistics(),
    worlds: 2_000,
    runs: 2_200,
    events: 1_234_567,
    calls: 345_678,
    faults: { slow: 12, kill: 1_400 },
    complete: 2_100,
    partial: 90,
    notStarted: 7,
    missed: 3,
    givenUp: 1,
    undeliverable: 4,
    markedRepeats: 11,
    mostCopies: { 1: 300, 2: 9, 4: 1 },
    sentInVain: 1,
    posts: 310,
    withheld: 8,
    strayPlaceholders: 2,
    delayed: 5,
    queries: 22_000,
    startCalls: 22_220,
    pollCalls: 44_000,
    stopCalls: 220,
    throttledCalls: 66,
    bytesScanned: 1_010,
    bytesNeeded: 1_000,
    readUnits: 110_000,
    writeUnits: 220_110,
    receives: { 'run-events': 9_000, 'query-jobs': 26_400 },
    receivesPerWorld: { 15: 1_000, 20: 999, 412: 1 },
    messagesPerWork: { 1: 90, 2: 10 },
    deadLetters: 6,
    alarms: { 'aggregator-sweep-failed': 3, 'notifier-run-not-started': 7 },
    errorLines: { 'run-not-dispatched': 2 },
    fanInMs: { 90: 50, 100: 48, 1500: 2 },
    lateSeconds: { 3: 60, 400: 39, 1200: 1 },
  },
});

describe('renderSummary', () => {
  it('shows every number of a simulation', () => {
    expect(renderSummary(fixed).join('\n')).toBe(
      `  seeds                        2,000 (0 to 1999)
  questions per report         10
  faults                       none
  runs                         2,200
    complete                   2,100
    partial                    90
    not started, and told so   7
    missed, alarm raised       3
    given up, alarm raised     1
  events                       1,234,567
  calls                        345,678
  faults injected              1,412
    kill                       1,400
    slow                       12
  chats that take no reports   4
  mails and webhook calls      310
  reports not worth sending    8
  repeats, marked as such      11
  copies of one revision       p50 1, p99 2, max 4, of 310
    given up, operator told    1
  placeholders that stay       2
  reports after the due time   p50 3 s, p99 400 s, max 1,200 s, of 100
    beyond sweep and a minute  5, all explained by faults
  first job to last answer     none
  fan-in, warm, no fault       p50 90 ms, p99 1,500 ms, max 1,500 ms, of 100
  Insights calls per query     3.02 (StartQuery 1.01, GetQueryResults 2.00, StopQuery 0.01)
    throttled by the quotas    0.10 %
  bytes scanned                1.010 of the minimum
  DynamoDB units per run       50.0 read, 100.0 write
  receives                     35,400
    query-jobs                 26,400
    run-events                 9,000
    per world                  p50 15, p99 20, max 412, of 2,000
  messages of waiting work     p50 1, p99 2, max 2, of 100
  dead letters                 6
  alarms                       10
    aggregator-sweep-failed    3
    notifier-run-not-started   7
  error lines                  2
    run-not-dispatched         2
  violations                   none
  hash of all traces           0123456789abcdef
  speed                        550 runs/s, 275 per second of one core; 4.0 s, 2 workers, Node v24.0.0`,
    );
  });

  it('counts broken promises by their rule, and does not call late reports explained then', () => {
    const summary = renderSummary({ ...fixed, violationCounts: { late: 2, double: 1 }, brokenCount: 2 });

    expect(summary).toContain('  violations                   3 in 2 worlds');
    expect(summary).toContain('    double                     1');
    expect(summary).toContain('    beyond sweep and a minute  5');
  });

  it('says how far it came when it was interrupted, and gives no hash of worlds that are missing', () => {
    const statistics = { ...fixed.statistics, worlds: 1_234 };

    const summary = renderSummary({ ...fixed, statistics, traceHash: undefined, isInterrupted: true });

    expect(summary.slice(0, 3)).toEqual([
      'interrupted after 1,234 seeds',
      '',
      '  seeds                        1,234 of 0 to 1999',
    ]);
    expect(summary).toContain('  hash of all traces           none, worlds are missing');
  });

  it('divides by nothing without a number that is none', () => {
    const summary = renderSummary(someOutcome({ statistics: emptyStatistics() })).join('\n');

    expect(summary).not.toMatch(/NaN|Infinity|undefined/);
    expect(summary).toContain('reports after the due time   none');
  });

  it('leaves the speed out of one world, whose output is the same each time', () => {
    const options = someOptions({ isSingle: true, firstSeed: 42, seedCount: 1 });

    const summary = renderSummary({ ...fixed, options });

    expect(summary[0]).toBe('  seeds                        1 (42)');
    expect(summary.join('\n')).not.toContain('runs/s');
  });
});

describe('outcomeJson', () => {
  it('has the same text for every order in which the kinds of faults occurred', () => {
    const turned = { ...fixed.statistics, faults: { kill: 1_400, slow: 12 } };

    expect(JSON.stringify(outcomeJson({ ...fixed, statistics: turned }))).toBe(JSON.stringify(outcomeJson(fixed)));
  });

  it('names each broken promise with its seed and trace', () => {
    const violations = [{ rule: 'double', message: 'posted twice', atMs: 5 }];

    const json = outcomeJson({ ...fixed, broken: [{ seed: 3, traceHash: 'abc', violations }], brokenCount: 1 });

    expect(json).toMatchObject({
      options: { firstSeed: 0, seedCount: 2_000, queryCount: 10, faults: 'none', faultPlan: 'none' },
      brokenSeedCount: 1,
      violations: [{ seed: 3, rule: 'double', message: 'posted twice', atMs: 5, traceHash: 'abc' }],
    });
  });
});
