import { maxMessageBytes } from '@pulso/contracts/envelope';
import { type PlannedQuery, maxPlanBytes } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { jsonBytes } from '@pulso/kit/telegram';

import { historyEntryOf } from '../history/history-entry';
import { shownWindowCount } from '../history/past';
import { type HistoryNumber } from '../ports';
import { type OpenedRun, type StoredResult } from '../run';
import { dayPlan, entryOf } from '../testing/days';
import { rowsOf, startMs } from '../testing/world';
import { reportOf } from './report-content';
import { boundContent } from './report-content-bounds';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const maxItemBytes = 400 * 1024;

const runOf = (queries: readonly PlannedQuery[]): OpenedRun => ({
  runId: 'daily-usage/schedule/2026-11-25T12:30:00.000Z',
  plan: dayPlan(0, [], { queries: [...queries] }),
  state: 'closed',
  counter: 1,
  revision: 1,
  sentRevision: 0,
  firstSeenAtMs: startMs,
});

/** One number per question, as in the largest report that is allowed. */
const thousandQuestions: readonly PlannedQuery[] = Array.from({ length: 1000 }, (_, index) => ({
  queryId: `group-requests-of-the-year-${index}`,
  title: { en: 't'.repeat(90), de: 't'.repeat(70) },
  definition: '0123456789abcdef',
  unit: 'milliseconds',
  better: 'less',
  prominence: 'detail',
  additive: false,
}));

/** As many numbers as a plan holds, ten from each row. */
const manyNumbers: readonly PlannedQuery[] = Array.from({ length: 370 }, (_, index) => ({
  queryId: `query-${index}`,
  title: { en: 'q' },
  definition: '0123456789abcdef',
  numbers: Array.from({ length: 10 }, (_unused, column) => ({
    numberId: `number-${column}`,
    field: `field_${column}`,
    title: { en: 'Number' },
    additive: false as const,
  })),
}));

const resultsOf = (queries: readonly PlannedQuery[], value: string): StoredResult[] =>
  queries.map(({ queryId, numbers = [{ field: 'calls' }] }) => {
    const row = Object.fromEntries(numbers.map(({ field }) => [field, value]));
    return { queryId, outcome: rowsOf(row), finishedAtMs: startMs };
  });

describe.each([
  ['a thousand questions', thousandQuestions],
  ['as many numbers as a plan holds', manyNumbers],
])('a report of %s', (_what, queries) => {
  const run = runOf(queries);
  let content: ReportContent;
  let numbers: readonly HistoryNumber[];

  /** Two weeks of it lie behind it, and no number has more digits. */
  beforeAll(() => {
    const results = resultsOf(queries, '-1.2345678901234567e-100');
    ({ numbers } = reportOf(run, results));
    const own = Array.from({ length: shownWindowCount }, (_unused, index) => entryOf(-index - 1, numbers));
    ({ content } = reportOf(run, results, { own, summedUp: new Map() }));
  });

  it('has the largest plan, or nearly', () => {
    expect(jsonBytes(run.plan)).toBeGreaterThan(0.6 * maxPlanBytes);
    expect(jsonBytes(run.plan)).toBeLessThanOrEqual(maxPlanBytes);
  });

  it('fits a message with its comparisons', () => {
    expect(content.values.length).toBe(queries.flatMap(({ numbers = [1] }) => numbers as unknown[]).length);
    expect(jsonBytes(content)).toBeLessThan(maxMessageBytes - 20_000);
  });

  it('fits an item of the history, with its definitions', () => {
    const { values, missing, ...rest } = historyEntryOf(run, { content, numbers, tables: [], newPeople: [] });

    expect(jsonBytes(JSON.stringify(values)) + jsonBytes({ ...rest, missing })).toBeLessThan(maxItemBytes);
    expect(values).toEqual(numbers.slice(0, values.length));
    expect(values.length).toBeGreaterThanOrEqual(1000);
  });
});

describe('the numbers of other windows', () => {
  it('give up the oldest windows where there is no room, and parts of a sum as a whole', () => {
    const { content } = reportOf(runOf([]), []);
    const valueOf = (queryId: number) => ({
      queryId: `${queryId}`,
      title: { en: '' },
      value: 1,
      earlier: [1, null, null, 1234567890, 1234567890],
      parts: Array.from({ length: queryId === 0 ? 1 : 50 }, () => 1),
    });

    const { values } = boundContent({ ...content, values: Array.from({ length: 7000 }, (_, index) => valueOf(index)) });

    expect(values[0]).toMatchObject({ earlier: [1234567890, 1234567890], parts: [1] });
    expect(values[1]).toEqual({ queryId: '1', title: { en: '' }, value: 1, earlier: [1234567890, 1234567890] });
  });
});
