import { type PlannedQuery } from '@pulso/contracts/report-plan';
import { type QueryOutcome } from '@pulso/contracts/run-events';

import { answersOf } from './answers';
import { countOf, failure } from './testing/days';

type Rows = Extract<QueryOutcome, { status: 'success' }>['rows'];

const success = (rows: Rows, recordsMatched = 9): QueryOutcome => ({
  status: 'success',
  rows,
  statistics: { recordsMatched, recordsScanned: 10, bytesScanned: 11 },
});

const row = (cells: Readonly<Record<string, string>>): Rows[number] =>
  Object.entries(cells).map(([field, value]) => ({ field, value }));

const title = (en: string) => ({ en });

const usage: PlannedQuery = {
  queryId: 'usage',
  title: title('Usage'),
  definition: 'usage-1',
  numbers: [
    { numberId: 'requests', field: 'calls', title: title('Requests'), better: 'more', prominence: 'headline' },
    { numberId: 'people', field: 'users', title: title('People'), additive: false },
    { numberId: 'p95', field: 'p95', title: title('p95'), unit: 'milliseconds', ofNumberId: 'requests' },
  ],
};

const withLatest: PlannedQuery = {
  ...usage,
  numbers: [
    ...(usage.numbers ?? []),
    { numberId: 'in-all', field: 'known', title: title('All'), ofNumberId: 'requests' },
  ],
};

const breakdown: PlannedQuery = {
  queryId: 'breakdown',
  title: title('Breakdown'),
  definition: 'breakdown-1',
  tables: ['command', 'source'].map((field) => ({
    tableId: `by-${field}`,
    title: title(field),
    columns: [
      { field, title: title(field) },
      { field: 'calls', title: title('Calls'), format: 'number' as const },
    ],
  })),
};

const closed = (query: PlannedQuery, outcome: QueryOutcome | undefined) => {
  const { numbers, tables, missing } = answersOf(query, outcome, 'closed');
  return { values: numbers.map(({ value }) => value), tables, missing };
};

describe('a question with several numbers', () => {
  it.each([
    ['a count that was found', { calls: '3', known: '1204' }, [1204]],
    ['a count of 0', { calls: '3', known: '0' }, [0]],
    ['none despite requests, as in records from before it was counted', { calls: '3' }, []],
    ['none without requests', { calls: '0' }, []],
  ])('has as its latest count: %s', (_what, cells, expected) => {
    const { values, missing } = closed(withLatest, success([row(cells)]));

    expect(values.filter(({ numberId }) => numberId === 'in-all').map(({ value }) => value)).toEqual(expected);
    expect(missing).toEqual([]);
  });

  it('answers each with the cell of its field, its title and how it is shown', () => {
    const answers = closed(usage, success([row({ p95: '39.5', users: '12', calls: '30', other: 'x' })]));

    expect(answers).toEqual({
      values: [
        {
          queryId: 'usage',
          numberId: 'requests',
          title: title('Requests'),
          value: 30,
          better: 'more',
          prominence: 'headline',
        },
        { queryId: 'usage', numberId: 'people', title: title('People'), value: 12, additive: false },
        { queryId: 'usage', numberId: 'p95', title: title('p95'), value: 39.5, unit: 'milliseconds' },
      ],
      tables: [],
      missing: [],
    });
  });

  it('identifies each by its own definition, or by that of the question', () => {
    const numbers = [{ numberId: 'own', field: 'a', title: title('A'), definition: 'own-2' }, ...(usage.numbers ?? [])];

    const answers = answersOf({ ...usage, numbers }, success([row({ a: '1', calls: '2' })]), 'closed');

    expect(answers.numbers.map(({ key }) => key?.definition)).toEqual(['own-2', 'usage-1', 'usage-1']);
  });

  const short = (outcome: QueryOutcome | undefined) => {
    const { values, missing } = closed(usage, outcome);
    return [
      ...values.map(({ numberId, value }) => `${numberId}=${value}`),
      ...missing.map(({ title: { en }, reason }) => `${en}:${reason.code}`),
    ];
  };

  it.each<[string, QueryOutcome | undefined, string[]]>([
    ['no row', success([], 0), ['requests=0', 'people=0']],
    ['no row, although records matched', success([]), ['requests=0', 'people=0']],
    ['a row over no record', success([row({ calls: '0' })], 0), ['requests=0', 'people=0']],
    ['an empty row over no record', success([[]], 0), ['requests=0', 'people=0']],
    // Percentiles over nothing are 0 on AWS, and in some places what can't be computed may be written in words.
    [
      'a percentile over no record',
      success([row({ calls: '0', users: '0', p95: '0' })], 0),
      ['requests=0', 'people=0'],
    ],
    ['a time, although no records matched', success([row({ p95: '7' })], 0), ['requests=0', 'people=0', 'p95=7']],
    ['no number over no record', success([row({ calls: '0', p95: 'NaN' })], 0), ['requests=0', 'people=0']],
    [
      'a percentile over records of another kind',
      success([row({ calls: '0', users: '0', p95: '0' })]),
      ['requests=0', 'people=0'],
    ],
    [
      'a percentile of what took no time',
      success([row({ calls: '3', users: '1', p95: '0' })]),
      ['requests=3', 'people=1', 'p95=0'],
    ],
    // A sum over nothing has no cell.
    ['a row without some cells', success([row({ calls: '3' })]), ['requests=3', 'people=0']],
    ['a row with empty cells', success([row({ calls: '3', users: '', p95: '' })]), ['requests=3', 'people=0']],
    [
      'text in a cell',
      success([row({ calls: '3', users: 'many', p95: '1' })]),
      ['requests=3', 'p95=1', 'People:unexpected-result'],
    ],
    ['a cut number', success([row({ calls: '123…', users: '1' })]), ['people=1', 'Requests:unexpected-result']],
    ['several rows', success([row({ calls: '3' }), row({ calls: '4' })]), ['Usage:unexpected-result']],
    ['a failure', failure('gave-up'), ['Usage:gave-up']],
    ['nothing', undefined, ['Usage:no-answer']],
  ])('has for %s', (_what, outcome, expected) => {
    expect(short(outcome)).toEqual(expected);
  });
});

it('misses a table that its worker did not make', () => {
  const made = { tableId: 'by-command', rows: [row({ command: '/start', calls: '5' })] };

  expect(closed(breakdown, { ...success([]), tables: [made] } as QueryOutcome)).toMatchObject({
    tables: [made],
    missing: [{ queryId: 'breakdown', title: title('source'), reason: { code: 'unexpected-result' } }],
  });
});

describe('a question whose answer is judged by its shape', () => {
  const plain: PlannedQuery = {
    queryId: 'a',
    title: title('A'),
    definition: 'a-1',
    unit: 'count',
    prominence: 'detail',
  };

  it('shows its number as the plan says', () => {
    expect(closed(plain, countOf('3')).values).toEqual([
      { queryId: 'a', title: title('A'), value: 3, unit: 'count', prominence: 'detail' },
    ]);
  });

  it.each<[string, Rows]>([
    ['no row', []],
    ['a row without its cell', [[]]],
    ['a percentile over nothing', [row({ p95: '0' })]],
  ])('has neither a measure nor a zero for %s', (_what, rows) => {
    expect(closed({ ...plain, unit: 'percent' }, success(rows, 0))).toEqual({ values: [], tables: [], missing: [] });
  });

  it.each<[string, Rows]>([
    ['no row', []],
    ['one cell', [row({ command: '7' })]],
    ['rows', [row({ command: '/a', calls: '1' }), row({ command: '/b', calls: '1' })]],
  ])('is a table with labels if the plan has columns, also for %s', (_what, rows) => {
    const columns = [{ field: 'command', title: title('Command') }];

    expect(closed({ ...plain, columns }, success(rows))).toMatchObject({
      values: [],
      tables: [{ queryId: 'a', columns, rows }],
    });
  });
});
