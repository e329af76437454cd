import { type PlannedQuery } from '@pulso/contracts/report-plan';
import { type QueryOutcome } from '@pulso/contracts/run-events';

import { answersOf } from './answers';
import { countOf, failure, rowsOf } from './testing/days';

/** The same rows over no record. */
const ofNone = (...rows: readonly Readonly<Record<string, string>>[]): QueryOutcome => ({
  ...rowsOf(...rows),
  statistics: { recordsMatched: 0, recordsScanned: 10, bytesScanned: 11 },
});

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

const latest = { numberId: 'in-all', field: 'known', title: title('All'), ofNumberId: 'requests' };
const withLatest: PlannedQuery = { ...usage, numbers: [...(usage.numbers ?? []), latest] };

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
    const { values, missing } = closed(withLatest, rowsOf(cells));

    expect(values.filter(({ numberId }) => numberId === 'in-all').map(({ value }) => value)).toEqual(expected);
    expect(missing).toEqual([]);
  });

  it('answers each with the cell of its field, its title and how it is shown', () => {
    const answers = closed(usage, rowsOf({ p95: '39.5', users: '12', calls: '30', other: 'x' }));

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

    const answers = answersOf({ ...usage, numbers }, rowsOf({ a: '1', calls: '2' }), 'closed');

    expect(answers.numbers.map(({ key }) => key?.definition)).toEqual(['own-2', 'usage-1', 'usage-1']);
  });

  const short = (outcome: QueryOutcome | undefined) => {
    const { values, missing } = closed(usage, outcome);
    return [
      ...values.map(({ numberId, value }) => `${numberId}=${value}`),
      ...missing.map(({ title: { en }, reason }) => `${en}:${reason.code}`),
    ];
  };

  it.each<[string, QueryOutcome | undefined, string]>([
    ['no row', ofNone(), 'requests=0 people=0'],
    ['no row, although records matched', rowsOf(), 'requests=0 people=0'],
    ['a row over no record', ofNone({ calls: '0' }), 'requests=0 people=0'],
    ['an empty row over no record', ofNone({}), 'requests=0 people=0'],
    // Percentiles over nothing are 0 on AWS, and in some places what can't be computed may be written in words.
    ['a percentile over no record', ofNone({ calls: '0', users: '0', p95: '0' }), 'requests=0 people=0'],
    ['a time, although no records matched', ofNone({ p95: '7' }), 'requests=0 people=0 p95=7'],
    ['no number over no record', ofNone({ calls: '0', p95: 'NaN' }), 'requests=0 people=0'],
    ['a percentile over records of another kind', rowsOf({ calls: '0', users: '0', p95: '0' }), 'requests=0 people=0'],
    ['a percentile of what took no time', rowsOf({ calls: '3', users: '1', p95: '0' }), 'requests=3 people=1 p95=0'],
    // A sum over nothing has no cell.
    ['a row without some cells', rowsOf({ calls: '3' }), 'requests=3 people=0'],
    ['a row with empty cells', rowsOf({ calls: '3', users: '', p95: '' }), 'requests=3 people=0'],
    ['text in a cell', rowsOf({ calls: '3', users: 'many', p95: '1' }), 'requests=3 p95=1 People:unexpected-result'],
    ['a cut number', rowsOf({ calls: '123…', users: '1' }), 'people=1 Requests:unexpected-result'],
    ['several rows', rowsOf({ calls: '3' }, { calls: '4' }), 'Usage:unexpected-result'],
    ['a failure', failure('gave-up'), 'Usage:gave-up'],
    ['nothing', undefined, 'Usage:no-answer'],
  ])('has for %s', (_what, outcome, expected) => {
    expect(short(outcome).join(' ')).toBe(expected);
  });
});

it('misses a table that its worker did not make', () => {
  const made = { tableId: 'by-command', rows: rowsOf({ command: '/start', calls: '5' }).rows };

  expect(closed(breakdown, { ...rowsOf(), tables: [made] })).toMatchObject({
    tables: [made],
    missing: [{ queryId: 'breakdown', title: title('source'), reason: { code: 'unexpected-result' } }],
  });
});

describe('a question whose answer is judged by its shape', () => {
  const shown = { queryId: 'a', title: title('A'), unit: 'count', prominence: 'detail' } as const;
  const plain: PlannedQuery = { ...shown, definition: 'a-1' };

  it('shows its number as the plan says', () => {
    expect(closed(plain, countOf('3')).values).toEqual([{ ...shown, value: 3 }]);
  });

  it.each([
    ['no row', ofNone()],
    ['a row without its cell', ofNone({})],
    ['a percentile over nothing', ofNone({ p95: '0' })],
  ])('has neither a measure nor a zero for %s', (_what, outcome) => {
    expect(closed({ ...plain, unit: 'percent' }, outcome)).toEqual({ values: [], tables: [], missing: [] });
  });

  it.each([
    ['no row', rowsOf()],
    ['one cell', rowsOf({ command: '7' })],
    ['rows', rowsOf({ command: '/a', calls: '1' }, { command: '/b', calls: '1' })],
  ])('is a table with labels if the plan has columns, also for %s', (_what, outcome) => {
    const columns = [{ field: 'command', title: title('Command') }];
    const table = { queryId: 'a', columns, rows: outcome.rows };

    expect(closed({ ...plain, columns }, outcome)).toMatchObject({ values: [], tables: [table] });
  });
});
