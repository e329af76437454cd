import { maxPlanBytes } from '@pulso/contracts/report-plan';
import { type QueryOutcome } from '@pulso/contracts/run-events';
import { jsonBytes } from '@pulso/kit/telegram';

import { type Result } from './answers';
import { type ReportedRun, reportOf } from './content';
import { countOf, dayPlan, failure, resultsOf as results, rowsOf, runOf, startMs } from './testing/days';

const run = (overrides: Partial<ReportedRun> = {}): ReportedRun => runOf(dayPlan(0, ['a', 'b']), overrides);

const reportContentOf = (one: ReportedRun, answers: readonly Result[]) => reportOf(one, answers, new Map()).content;

const tableOf = (rowCount: number, omittedRowCount = 0, command = '/start') => ({
  ...rowsOf(...Array.from({ length: rowCount }, (_, index) => ({ command, calls: rowCount - index }))),
  ...(omittedRowCount > 0 ? { omittedRowCount } : {}),
});

const reasonOf = (message: string): QueryOutcome => ({
  status: 'failed',
  reason: { code: 'c'.repeat(50), message },
});

describe('reportOf', () => {
  it('says complete when every expected question has a number', () => {
    const content = reportContentOf(run(), results({ b: countOf('2'), a: countOf('1') }));

    expect(content).toEqual({
      reportId: 'daily-usage',
      title: { en: 'Daily usage' },
      state: 'complete',
      windowStartMs: startMs - 86_400_000,
      windowEndMs: startMs,
      values: [
        { queryId: 'a', title: { en: 'How many a' }, value: 1 },
        { queryId: 'b', title: { en: 'How many b' }, value: 2 },
      ],
      missing: [],
      trigger: 'schedule',
    });
  });

  it('says that nothing was found, even if a question about another time found something', () => {
    const nothing = { ...countOf('0'), statistics: { recordsMatched: 0, recordsScanned: 9, bytesScanned: 9 } };
    const { queries, ...plan } = dayPlan(0, ['a', 'reach']);
    const [a, reach] = queries;
    const window = { startMs: startMs - 30 * 86_400_000, endMs: startMs };
    const contentOf = (outcome: QueryOutcome, own: object) =>
      reportContentOf(
        run({ plan: { ...plan, queries: [a, { ...reach, ...own }] as typeof queries } }),
        results({ a: outcome, reach: countOf('7') }),
      );

    expect(contentOf(nothing as QueryOutcome, { window })).toMatchObject({ noRecords: true, state: 'complete' });
    expect(contentOf(nothing as QueryOutcome, {})).not.toHaveProperty('noRecords');
    expect(contentOf(countOf('0'), { window })).not.toHaveProperty('noRecords');
  });

  it('lists failures and missing answers with their reasons', () => {
    const content = reportContentOf(run(), results({ a: failure('malformed-query') }));

    expect(content).toMatchObject({
      state: 'partial',
      values: [],
      missing: [
        { queryId: 'a', reason: { code: 'malformed-query', message: 'Because of malformed-query.' } },
        { queryId: 'b', reason: { code: 'no-answer' } },
      ],
    });
  });

  it.each([
    ['nothing but tables', (value: string) => tableOf(100, 0, value)],
    ['nothing but reasons', reasonOf],
  ])('fits a message with the largest plan, a thousand questions and %s', (_what, outcomeWith) => {
    const queryIds = Array.from({ length: 1000 }, (_, index) => `question-${index}`);
    const queries = queryIds.map((queryId) => ({ queryId, title: { en: 't'.repeat(270) }, definition: '0a1b2c3d' }));
    const largest = dayPlan(0, queryIds, { queries });
    expect(jsonBytes(largest)).toBeGreaterThan(0.95 * maxPlanBytes);
    expect(jsonBytes(largest)).toBeLessThanOrEqual(maxPlanBytes);

    for (const value of ['x'.repeat(1000), '\u0000'.repeat(1000), '😀'.repeat(500)]) {
      const outcomes = queryIds.map((queryId) => ({ queryId, outcome: outcomeWith(value) }));
      const content = reportContentOf(run({ plan: largest }), outcomes);

      expect(jsonBytes(content)).toBeLessThan(1_048_576 - 200_000);
      expect((content.tables?.length ?? 0) + content.missing.length).toBe(1000);
    }
  });

  describe('without a record', () => {
    const noMatch = (outcome: QueryOutcome): QueryOutcome =>
      outcome.status === 'success' ? { ...outcome, statistics: { ...outcome.statistics, recordsMatched: 0 } } : outcome;
    const noRecordsOf = (outcomes: Record<string, QueryOutcome>, overrides: Partial<ReportedRun> = {}) =>
      reportContentOf(run(overrides), results(outcomes)).noRecords;
    const zero = noMatch(countOf('0'));

    it.each<[string, Record<string, QueryOutcome>, Partial<ReportedRun>]>([
      ['a query has matched something', { a: zero, b: countOf('0') }, {}],
      ['a number is there', { a: zero, b: noMatch(countOf('3')) }, {}],
      ['a question has failed', { a: zero, b: failure() }, {}],
      ['the run is open', { a: zero, b: zero }, { state: 'running' }],
      ['nothing was asked', {}, { plan: dayPlan(0, []) }],
    ])('does not say so when %s', (_why, outcomes, overrides) => {
      expect(noRecordsOf(outcomes, overrides)).toBeUndefined();
    });
  });

  it.each([
    ['chat', startMs],
    ['manual', startMs],
    ['schedule', undefined],
  ] as const)('tells when a person has asked for it, who may want a day of the past (%s)', (trigger, plannedAtMs) => {
    expect(reportContentOf(run({ plan: dayPlan(0, ['a'], { trigger }) }), []).plannedAtMs).toBe(plannedAtMs);
  });

  it('counts a repeated question of a plan once', () => {
    const content = reportContentOf(run({ plan: dayPlan(0, ['a', 'a']) }), results({ a: countOf('1') }));

    expect(content).toMatchObject({ state: 'complete', values: [{ queryId: 'a', value: 1 }] });
  });
});
