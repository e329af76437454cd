import { searchableFields } from '@pulso/contracts/usage-metrics';
import { answerOf, boundRows, singleNumberOf } from '@pulso/contracts/run-events';
import { chatReportId } from '@pulso/conversation';
import { formatQueryError, runQuery } from '@pulso/logs-insights';
import { catalogue, ownBot } from '@pulso/reports';

import { checkQuery } from './check-query';

const knownFields = new Set(Object.keys(searchableFields));

const queries = catalogue.flatMap((report) =>
  report.queries.map((query) => ({
    name: `${report.id}/${query.id}`,
    query: query.query,
    logGroups: report.logGroups,
  })),
);

const record = (fields: Record<string, unknown>): { timestamp: number; message: string } => ({
  timestamp: 1_000,
  message: JSON.stringify({ event: 'request', is_group: 0, is_new_user: 0, ...fields }),
});

const answerTo = (query: string, events: readonly ReturnType<typeof record>[]) =>
  answerOf(boundRows(runQuery({ query, events }).rows).rows);

describe('checkQuery', () => {
  it('finds a mistyped field at its place', () => {
    expect(checkQuery('filter is_grup = 1 | stats count(*)', knownFields)).toMatchObject([
      { location: { startCharOffset: 7, endCharOffset: 13 }, message: expect.stringContaining('is_grup') },
    ]);
  });

  it('finds a query that does not parse at its place', () => {
    expect(checkQuery('filter is_group = 1 | stat count(*)', knownFields)).toMatchObject([
      { location: { startCharOffset: 22 } },
    ]);
  });

  it('shows a problem below its place', () => {
    const query = 'filter is_grup = 1';
    const [problem] = checkQuery(query, new Set(['is_group']));

    expect(problem && formatQueryError(query, problem)).toBe(
      [
        'no usage record has the field "is_grup"; known are is_group',
        '1 | filter is_grup = 1',
        '  |        ^^^^^^^',
      ].join('\n'),
    );
  });

  it('lets system fields and aliases be', () => {
    expect(checkQuery('stats count(*) as calls by bin(1h) | sort calls | limit 1', knownFields)).toEqual([]);
  });
});

describe('the answer of a question', () => {
  const start = record({ command: 'start' });
  const help = record({ command: 'help' });

  it.each([
    ['a count', 'stats count(*) as calls', [start, help], { type: 'number', value: 2 }],
    ['a count of nothing', 'stats count(*) as calls', [], { type: 'number', value: 0 }],
    ['counts by command', 'stats count(*) as calls by command', [start, help], { type: 'table' }],
    ['counts by the only command', 'stats count(*) as calls by command', [start], { type: 'table' }],
    ['counts by command of nothing', 'stats count(*) as calls by command', [], { type: 'number', value: 0 }],
    ['single events', 'fields event, command', [start], { type: 'table' }],
    ['one event of one field, whose pointer is dropped', 'fields command', [start], undefined],
    ['a sum of nothing', 'stats sum(duration_ms) as ms', [start], undefined],
  ])('to %s follows from the shape of its result', (_what, query, events, expected) => {
    expect(answerTo(query, events)).toEqual(expected);
  });
});

describe('the catalogue', () => {
  it('has the report that the bot asks for', () => {
    expect(catalogue.map(({ id }) => id)).toContain(chatReportId);
  });

  it('has no report id twice', () => {
    const ids = catalogue.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(queries.filter(({ logGroups }) => logGroups === ownBot))(
    '$name asks for fields that records have',
    ({ query }) => {
      const problems = checkQuery(query, knownFields);

      if (problems.length > 0) throw new Error(problems.map((problem) => formatQueryError(query, problem)).join('\n\n'));
    },
  );

  it.each(queries)('$name answers with a number or a table, over records and over nothing', ({ query }) => {
    for (const events of [[], [record({}), record({ is_group: 1 }), record({ is_new_user: 1 })]]) {
      expect(answerTo(query, events)).toBeDefined();
    }
  });

  it('counts groups, private chats and new users apart', () => {
    const events = [
      record({ is_group: 1 }),
      record({ is_group: 1, is_new_user: 1 }),
      record({ is_new_user: 1 }),
      { timestamp: 1_000, message: '{"type":"platform.report","record":{}}' },
    ];
    const numberOf = (name: string): number | undefined => {
      const found = queries.find((query) => query.name === `daily-usage/${name}`);
      return found && singleNumberOf(runQuery({ query: found.query, events }).rows);
    };

    expect(['group-requests', 'private-requests', 'new-users'].map(numberOf)).toEqual([2, 1, 2]);
  });
});
