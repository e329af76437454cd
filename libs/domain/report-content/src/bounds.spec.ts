import { maxMessageBytes } from '@pulso/contracts/envelope';
import { type PlannedQuery, maxPlanBytes } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { jsonBytes } from '@pulso/kit/telegram';

import { type Result } from './answers';
import { boundContent } from './bounds';
import { type Report, reportOf } from './content';
import { shownWindowCount } from './baseline';
import { dayPlan, entryOf, rowsOf, runOf as closedRunOf } from './testing/days';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const maxItemBytes = 400 * 1024;

const runOf = (queries: readonly PlannedQuery[]) => closedRunOf(dayPlan(0, [], { queries: [...queries] }));

/** One number per question, as in the largest report that is allowed. */
const thousandQuestions: readonly PlannedQuery[] = Array.from({ length: 1000 }, (_, index) => ({
  queryId: `group-requests-of-the-year-${index}`,
  title: { en: 't'.repeat(90), de: 't'.repeat(70) },
  definition: '0123456789abcdef',
  ...{ unit: 'milliseconds', better: 'less', prominence: 'detail', additive: false },
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

const resultsOf = (queries: readonly PlannedQuery[], value: string): Result[] =>
  queries.map(({ queryId, numbers = [{ field: 'calls' }] }) => {
    const row = Object.fromEntries(numbers.map(({ field }) => [field, value]));
    return { queryId, outcome: rowsOf(row) };
  });

describe.each([
  ['a thousand questions', thousandQuestions],
  ['as many numbers as a plan holds', manyNumbers],
])('a report of %s', (_what, queries) => {
  const run = runOf(queries);
  let content: ReportContent;
  let entry: Report['entry'];

  /** The history has two weeks of it, and no number has more digits. */
  beforeAll(() => {
    const results = resultsOf(queries, '-1.2345678901234567e-100');
    ({ entry } = reportOf(run, results, new Map()));
    const own = Array.from({ length: shownWindowCount }, (_unused, index) => entryOf(-index - 1, entry?.values ?? []));
    ({ content } = reportOf(run, results, new Map([['daily-usage', own]])));
  });

  it('has nearly the largest plan', () => {
    expect(jsonBytes(run.plan)).toBeGreaterThan(0.6 * maxPlanBytes);
    expect(jsonBytes(run.plan)).toBeLessThanOrEqual(maxPlanBytes);
  });

  it('fits a message with its comparisons', () => {
    expect(content.values.length).toBe(queries.flatMap(({ numbers = [1] }) => numbers as unknown[]).length);
    expect(jsonBytes(content)).toBeLessThan(maxMessageBytes - 20_000);
  });

  it('fits an item of the history, with its definitions', () => {
    const { values = [], missing, ...rest } = entry ?? {};

    expect(jsonBytes(JSON.stringify(values)) + jsonBytes({ ...rest, missing })).toBeLessThan(maxItemBytes);
    expect(jsonBytes(values)).toBeLessThanOrEqual(250_001);
    expect(values.length).toBeGreaterThanOrEqual(1000);
    expect(values.map(({ queryId, numberId }) => [queryId, numberId])).toEqual(
      content.values.slice(0, values.length).map(({ queryId, numberId }) => [queryId, numberId]),
    );
  });
});

describe('the numbers of other windows', () => {
  it('lose the oldest windows if there is no room, and all parts of a sum at once', () => {
    const valueOf = (queryId: number) => ({
      queryId: `${queryId}`,
      title: { en: '' },
      value: 1,
      earlier: [1, null, null, 1234567890, 1234567890],
      parts: Array.from({ length: queryId === 0 ? 1 : 50 }, () => 1),
    });

    const { values } = bounded({ values: Array.from({ length: 7000 }, (_, index) => valueOf(index)) });

    expect(values[0]).toMatchObject({ earlier: [1234567890, 1234567890], parts: [1] });
    expect(values[1]).toEqual({ queryId: '1', title: { en: '' }, value: 1, earlier: [1234567890, 1234567890] });
  });
});

const bounded = (overrides: Partial<ReportContent>): ReportContent =>
  boundContent({ ...reportOf(runOf([]), [], new Map()).content, ...overrides });

const title = { en: 'Commands' };
const rowOf = (value: string) => [{ field: 'command', value }];
const tableOf = (...values: string[]) => ({ tables: [{ queryId: 'q', title, rows: values.map(rowOf) }] });

describe('boundContent', () => {
  it('keeps 300 characters of a reason', () => {
    const missing = [{ queryId: 'q', title, reason: { code: 'c', message: 'x'.repeat(400) } }];

    expect(bounded({ missing }).missing[0]?.reason.message).toHaveLength(300);
  });

  // SQS takes a megabyte, including the plan.
  it('has room for 250 kB of rows', () => {
    expect(bounded(tableOf('x'.repeat(249_000))).tables).toMatchObject([{ rows: { length: 1 } }]);
    expect(bounded(tableOf('x'.repeat(251_000))).tables).toMatchObject([{ rows: [], omittedRowCount: 1 }]);
  });

  it('has room for 200 kB of numbers of the newest other windows', () => {
    const earlier = Array.from({ length: 30_000 }, () => 123_456);

    const { values } = bounded({ values: [{ queryId: 'q', title, value: 1, earlier }] });

    // To the byte: the empty parts take two.
    expect(jsonBytes(values[0]?.earlier)).toBe(199_998);
  });
});

describe('a table by the hour of the day', () => {
  const columns = [
    { field: 'hour', title: { en: 'Hour' }, format: 'hour' as const },
    { field: 'requests', title: { en: 'Requests' }, format: 'number' as const },
  ];
  const shown = (...times: readonly (readonly [time: string, requests: number])[]) => {
    const { rows } = rowsOf(...times.map(([hour, requests]) => ({ hour, requests })));
    const tables = [{ queryId: 'h', tableId: 't', title: { en: 'H' }, columns, rows }];
    return bounded({ tables }).tables?.[0]?.rows.map((row) => row.map(({ value }) => value));
  };

  it('adds up the parts of an hour, and the two halves of an hour in which a window begins and ends', () => {
    const rows = shown(
      ['2026-11-26 04:20:00.000', 14],
      ['2026-11-25 12:20:00.000', 17],
      ['2026-11-26 12:00:00.000', 9],
      ['2026-11-26 05:00:00.000', 3],
      ['2026-11-26 04:40:00.000', 6],
    );

    expect(rows).toEqual([
      ['2026-11-26 12:00:00.000', '26'],
      ['2026-11-26 04:00:00.000', '20'],
      ['2026-11-26 05:00:00.000', '3'],
    ]);
  });

  it('does not merge rows without a time', () => {
    expect(shown(['soon', 2], ['soon', 1])?.map(([, count]) => count)).toEqual(['2', '1']);
  });
});
