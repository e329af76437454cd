import { searchableFields } from '@pulso/contracts/usage-metrics';
import { singleNumberOf } from '@pulso/contracts/run-events';
import { chatReportId } from '@pulso/conversation';
import { runQuery } from '@pulso/logs-insights';
import { catalogue, ownBot } from '@pulso/reports';

import { checkQuery, showProblem } from './check-query';

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

    expect(problem && showProblem(query, problem)).toBe(
      ['filter is_grup = 1', '       ^^^^^^^', 'no usage record has the field "is_grup"; known are is_group'].join(
        '\n',
      ),
    );
  });

  it('lets system fields and aliases be', () => {
    expect(checkQuery('stats count(*) as calls by bin(1h) | sort calls | limit 1', knownFields)).toEqual([]);
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

      if (problems.length > 0) throw new Error(problems.map((problem) => showProblem(query, problem)).join('\n\n'));
    },
  );

  it.each(queries)('$name gives a single number, over records and over nothing', ({ query }) => {
    for (const events of [[], [record({}), record({ is_group: 1 }), record({ is_new_user: 1 })]]) {
      expect(singleNumberOf(runQuery({ query, events }).rows)).toBeDefined();
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
