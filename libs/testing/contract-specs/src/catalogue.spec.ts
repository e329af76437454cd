import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { answerOf, boundRows, rollUp, rollUpTables, singleNumberOf } from '@pulso/contracts/run-events';
import { searchableFields } from '@pulso/contracts/usage-metrics';
import { chatReports, commands } from '@pulso/domain/conversation';
import { catalogue, checkReports, ownBot } from '@pulso/domain/reports';
import { languages } from '@pulso/kit/texts';
import { usageSchema } from '@pulso/world/logs';
import { type LogEvent, type MetricSchema, checkQuery, runQuery } from '@pulso/logs-insights';

import { day, examples, queries, record } from './records';

const rowsOf = (name: string, events: readonly LogEvent[]) => {
  const found = queries.find((query) => query.name === name);
  if (!found) throw new Error(`The catalogue has no ${name}.`);
  return runQuery({ query: found.query, events }).rows;
};

/** The schema of new records: a question about a command that the bot does not have would always count 0. */
const schema: MetricSchema = {
  fields: { ...usageSchema.fields, command: { type: 'text', values: [...commands.names, 'unknown'] } },
};

type Title = Readonly<Record<string, string | undefined>>;

/** Finds every text for people in a report, at any depth. */
const titlesIn = (value: unknown): Title[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => (key === 'title' ? [inner as Title] : titlesIn(inner)))
    : [];

/** A single word may be the same in all languages; several equal words were copied. */
function titleProblems(title: Title): string[] {
  const known: readonly string[] = languages;
  const missing = known.filter((language) => !/^\S(?:.*\S)?$/.test(title[language] ?? ''));
  const unknown = Object.keys(title).filter((language) => !known.includes(language));
  const isCopied = title['en']?.includes(' ') && known.every((language) => title[language] === title['en']);
  return [
    ...missing.map((language) => `"${language}" is missing, empty, or has a space at an end`),
    ...unknown.map((language) => `"${language}" is no language of reports: ${known.join(', ')}`),
    ...(isCopied ? ['is the same in all languages: translate it'] : []),
  ];
}

const answerTo = (query: string, events: readonly LogEvent[]) =>
  answerOf(boundRows(runQuery({ query, events }).rows).rows);

describe('the schema of usage records', () => {
  it('has every field that queries can search, and no other', () => {
    expect(Object.keys(usageSchema.fields).sort()).toEqual(Object.keys(searchableFields).sort());
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
  ])('to %s follows from the shape of the result', (_what, query, events, expected) => {
    expect(answerTo(query, events)).toEqual(expected);
  });
});

describe('the catalogue', () => {
  it('has the reports that the bot asks for, over windows as long as it says', () => {
    const windows = catalogue.map(({ id, window }) => ({ reportId: id, windowHours: window.hours }));

    expect(windows).toEqual(
      expect.arrayContaining(chatReports.map(({ reportId, windowHours }) => ({ reportId, windowHours }))),
    );
  });

  it('has reports that are usable, each by itself and together', () => {
    expect(() => checkReports(catalogue)).not.toThrow();
  });

  it.each(queries.filter(({ logGroups }) => logGroups === ownBot))('$name asks for known fields', ({ query }) => {
    expect(checkQuery(query, schema).map(({ message }) => message)).toEqual([]);
  });

  it.each(queries.filter(({ numbers, tables }) => !numbers && !tables))(
    '$name answers with a number or a table, over records and over nothing',
    ({ query }) => {
      for (const events of [[], [record({}), record({ is_group: 1 }), record({ is_new_user: 1 })]]) {
        expect(answerTo(query, events)).toBeDefined();
      }
    },
  );

  it.each(queries.flatMap(({ tables, ...query }) => (tables ? [{ ...query, tables }] : [])))(
    '$name answers with rows that make up its tables',
    ({ query, tables }) => {
      const { rows } = runQuery({ query, events: [...day, ...examples] });

      for (const { columns } of tables) {
        const [by, sum] = columns.map(({ field }) => field) as [string, string];
        const { rows: table } = rollUp(rows, { by, sum });

        expect(table).not.toHaveLength(0);
        expect(rows.flat().map(({ field }) => field)).toEqual(expect.arrayContaining([by, sum]));
      }
    },
  );

  it('asks for the three numbers of the mission, in its words, and counts them apart', () => {
    const events = [
      record({ is_group: 1 }),
      record({ is_group: 1, is_new_user: 1 }),
      record({ is_new_user: 1 }),
      { timestamp: 1_000, message: '{"type":"platform.report","record":{}}' },
    ];

    const asked = ['group-requests', 'private-requests', 'new-users'].map((id) => `daily-usage/${id}`);

    expect(asked.map((name) => queries.find((known) => known.name === name)?.query)).toEqual([
      'filter (is_group=1) | stats count(*) as calls',
      'filter (is_group=0) | stats count(*) as calls',
      'filter (is_new_user=1) | stats count(*) as calls',
    ]);
    expect(asked.map((name) => singleNumberOf(rowsOf(name, events)))).toEqual([2, 1, 2]);
  });

  it.each(catalogue)('$id scans the records ten times at most', ({ id, queries: { length } }) => {
    if (length <= 10) return;
    const advice = 'Let one that is there count more, with an entry of its numbers or tables, or begin another report';
    throw new Error(`${id} has ${length} queries, and each scans, and bills, its window: 10 at most. ${advice}.`);
  });

  it.each(catalogue)('$id has every title in every language', (report) => {
    const titles = titlesIn(report);
    const problems = titles.flatMap((title) => titleProblems(title).map((problem) => `${title['en']}: ${problem}`));

    expect(titles.length).toBeGreaterThan(report.queries.length);
    if (problems.length > 0) throw new Error(`Titles of ${report.id}:\n${[...new Set(problems)].join('\n')}`);
  });

  it('counts requests, people, outcomes and chats of a day in one row', () => {
    expect(rowsOf('daily-usage/activity', day)).toEqual([
      // Further numbers are welcome.
      expect.arrayContaining(
        Object.entries({
          requests: 8,
          people: 3,
          answered: 2,
          not_understood: 1,
          refused: 1,
          failed: 3,
          unreachable: 1,
          used_groups: 1,
          p95: 60,
          blocked: 1,
          joined_chats: 2,
          left_chats: 1,
        }).map(([field, value]) => ({ field, value: String(value) })),
      ),
    ]);
  });

  it('counts requests without a command together, and each source once', () => {
    const tables = rollUpTables(rowsOf('daily-usage/commands-and-sources', day), [
      { tableId: 'commands', by: 'command', sum: 'requests', isWhole: true },
      { tableId: 'sources', by: 'source', sum: 'requests' },
    ]);

    expect(tables.map(({ rows }) => rows.map((row) => row.map(({ value }) => value)))).toEqual([
      [['4'], ['start', '3'], ['help', '1']],
      [['promo_x', '1']],
    ]);
  });

  it('counts a person of a week once', () => {
    expect(rowsOf('weekly-usage/activity', day)[0]?.[0]).toEqual({ field: 'people', value: '3' });
    expect(rowsOf('weekly-usage/reach', day)).toEqual([[{ field: 'people', value: '3' }]]);
  });

  it('counts people by the age of each return, and others under the highest age of their range', () => {
    const ages = [0, 0, 1, 2, 6, 7, 8, 27, 28, 29, 400, undefined];
    const events = ages.map((user_age_days, index) => record({ user: `user-${index}`, user_age_days }));

    const rows = rowsOf('weekly-usage/retention', events).map((row) =>
      ['day', 'age', 'people'].map((name) => row.find(({ field }) => field === name)?.value),
    );

    expect(rows.toSorted(([, a], [, b]) => Number(a) - Number(b))).toEqual(
      [
        ['0', '2'],
        ['1', '1'],
        ['6', '2'],
        ['7', '1'],
        ['27', '2'],
        ['28', '1'],
        ['400', '2'],
      ].map((row) => ['1970-01-01 00:00:00.000', ...row]),
    );
  });

  it.each(queries.flatMap(({ retention, ...query }) => (retention ? [{ ...query, retention }] : [])))(
    '$name tells the ages of its retention from those beside them',
    ({ query, retention }) => {
      const ages = [0, ...retention.map(({ afterDays }) => afterDays)].flatMap((age) => [age, age + 1]);
      const events = ages.map((user_age_days) => record({ user: 'a'.repeat(16), user_age_days }));

      const found = runQuery({ query, events }).rows.map((row) =>
        Number(row.find(({ field }) => field === 'age')?.value),
      );

      expect(found).toEqual(expect.arrayContaining([0, ...retention.map(({ afterDays }) => afterDays)]));
    },
  );

  it.each([
    ['99 answers and a failure', 99, 'failed', '1'],
    ['98 answers and a failure', 98, 'failed', '1.0101'],
    ['an answer and a person who has blocked the bot', 1, 'unreachable', '0'],
  ])('computes the share of failed requests for %s', (_what, answered, outcome, share) => {
    const events = [record({ outcome }), ...Array.from({ length: answered }, () => record({ outcome: 'answered' }))];

    expect(rowsOf('failures/outcomes', events)[0]).toContainEqual({ field: 'share', value: share });
  });
});

const folder = 'libs/domain/reports/src/catalogue';
const path = join(__dirname, '../../../..', folder);

describe('the file of a report', () => {
  it.each(catalogue)('is named by its id, as errors say: $id', ({ id }) => {
    expect(existsSync(join(path, `${id}.ts`))).toBe(true);
  });

  it('is in the catalogue: a report that its index omits is never sent', () => {
    const defining = readdirSync(path).filter((file) =>
      readFileSync(join(path, file), 'utf8').includes(': ReportDefinition<'),
    );
    const unlisted = defining.filter((file) => !catalogue.some(({ id }) => file === `${id}.ts`));
    if (unlisted.length === 0) return;
    const advice = 'Add it to the list in index.ts there, or name the file by the id of its report';
    throw new Error(`No report of the catalogue has the file ${unlisted.join(', ')} in ${folder}. ${advice}.`);
  });
});
