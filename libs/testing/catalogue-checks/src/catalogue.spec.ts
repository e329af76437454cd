import { searchableFields } from '@pulso/contracts/usage-metrics';
import { answerOf, boundRows, singleNumberOf } from '@pulso/contracts/run-events';
import { chatReports } from '@pulso/conversation';
import { checkQuery, formatQueryError, runQuery } from '@pulso/logs-insights';
import { catalogue, ownBot } from '@pulso/reports';

import { usageSchema } from './usage-schema';

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

describe('the schema of usage records', () => {
  it('has every field that queries can search, and no other', () => {
    expect(Object.keys(usageSchema.fields).sort()).toEqual(Object.keys(searchableFields).sort());
  });

  it.each([
    ['filter is_grup = 1', 'is_grup'],
    ['filter is_group = "true" | stats count(*) as calls', '"true"'],
    ['filter is_new_user = 2 | stats count(*) as calls', '2'],
    ['filter chat_type in ["group", "supergrop"] | stats count(*) as calls', '"supergrop"'],
    ['filter command = "/help" | stats count(*) as calls', '"/help"'],
    ['filter schemaVersion > 1 | stats count(*) as calls', 'schemaVersion > 1'],
    ['filter update_id = 0.5 | stats count(*) as calls', '0.5'],
    ['stats avg(outcome) as mean', 'outcome'],
    ['stats sum(HandlerDurration) as ms', 'HandlerDurration'],
  ])('shows that %s is wrong at %s', (query, culprit) => {
    const culprits = checkQuery(query, usageSchema).map(({ location: { startCharOffset, endCharOffset } }) =>
      query.slice(startCharOffset, endCharOffset + 1),
    );

    expect(culprits).toEqual([culprit]);
  });

  it.each([
    'filter is_group = 1 and is_new_user = 0 | stats count(*) as calls by bin(1h) | sort calls | limit 1',
    'filter ispresent(update_type) | stats count(*) as calls by update_type | sort calls desc',
    'filter event = "request" | stats pct(HandlerDuration, 95) as ms, sum(Requests) as n',
    'filter event = "run-not-started" | stats count(*) as calls',
    'filter language_code like /^pt/ and user = "0f1e2d3c4b5a6978" and not ispresent(chat) | stats count(*) as calls',
  ])('has nothing against %s', (query) => {
    expect(checkQuery(query, usageSchema)).toEqual([]);
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
  it('has the reports that the bot asks for', () => {
    expect(catalogue.map(({ id }) => id)).toEqual(expect.arrayContaining(chatReports.map(({ reportId }) => reportId)));
  });

  it('has no report id twice', () => {
    const ids = catalogue.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(queries.filter(({ logGroups }) => logGroups === ownBot))('$name asks for what records have', ({ query }) => {
    const problems = checkQuery(query, usageSchema);

    if (problems.length > 0) throw new Error(problems.map((problem) => formatQueryError(query, problem)).join('\n\n'));
  });

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
