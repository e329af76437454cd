import { checkReports, maxQueryCount } from './check-reports';
import { InvalidReportError } from './find-number';
import { type HistorySumDefinition, type QueryDefinition, type ReportDefinition, ownBot } from './report-definition';

const calls = { id: 'calls', title: { en: 'Calls' }, query: 'stats count(*)', better: 'more' } as const;

const activity = {
  id: 'activity',
  title: { en: 'Activity' },
  query: { columns: { n: 'count(*)', people: 'count_distinct(user)' } },
  numbers: [
    { id: 'requests', field: 'n', title: { en: 'Requests' }, prominence: 'headline' },
    { id: 'people', field: 'people', title: { en: 'People' }, additive: false },
  ],
} as const;

const daily = (overrides: Partial<ReportDefinition> = {}): ReportDefinition => ({
  id: 'daily',
  title: { en: 'Daily' },
  schedule: { cron: 'cron(30 12 * * ? *)', timezone: 'UTC' },
  window: { hours: 24, ingestLagMinutes: 5 },
  dueAfterMinutes: 10,
  queries: [calls, activity],
  logGroups: ownBot,
  destinations: 'owners',
  ...overrides,
});

const { schedule: _daily, ...unscheduled } = daily();

const report = (overrides: Partial<ReportDefinition> = {}): ReportDefinition => ({
  ...unscheduled,
  id: 'weekly',
  title: { en: 'Weekly' },
  window: { hours: 168, ingestLagMinutes: 15, endsAt: '12:25' },
  queries: [calls],
  ...overrides,
});

const problemsOf = (definition: ReportDefinition, part = daily()): readonly string[] => {
  try {
    checkReports([part, definition]);
    return [];
  } catch (error) {
    if (error instanceof InvalidReportError) return error.problems;
    throw error;
  }
};

const logGroups = (count: number): ReportDefinition['logGroups'] => ({
  type: 'named',
  names: ['/aws/lambda/0', ...Array.from({ length: count - 1 }, (_, index) => `/aws/lambda/${index + 1}`)],
});

const inColumns = (...fields: readonly string[]): QueryDefinition => ({
  id: 'slowest',
  title: { en: 'Slowest' },
  query: 'fields ms',
  columns: fields.map((field) => ({ field, title: { en: field } })),
});

describe('checkReports, of one report', () => {
  it.each([
    ['an id with capitals', { id: 'Weekly' }],
    ['a window of no length', { window: { hours: 0, ingestLagMinutes: 5 } }],
    ['a window of broken minutes', { window: { hours: 0.001, ingestLagMinutes: 5 } }],
    ['a negative lag', { window: { hours: 24, ingestLagMinutes: -1 } }],
    ['an end at no time of the day', { window: { hours: 24, ingestLagMinutes: 5, endsAt: '24:00' } }],
    ['a due time that no query can meet', { dueAfterMinutes: 0 }],
    ['a due time with too many waits of its deadline', { dueAfterMinutes: 121 }],
    ['a schedule of five fields', { schedule: { cron: 'cron(30 12 * * ?)', timezone: 'UTC' } }],
    ['a schedule in the past', { schedule: { cron: 'cron(30 12 * * ? 2020)', timezone: 'UTC' } }],
    ['an unknown time zone', { schedule: { cron: 'cron(30 12 * * ? *)', timezone: 'Mars/Base' } }],
    ['a query id with capitals', { queries: [{ id: 'A', title: { en: 'A' }, query: 'stats count(*)' }] }],
    ['51 log groups', { logGroups: logGroups(51) }],
    ['a column used twice', { queries: [inColumns('ms', 'ms')] }],
    ['an empty query', { queries: [{ id: 'a', title: { en: 'A' }, query: '  ' }] }],
    ['an oversized query', { queries: [{ id: 'a', title: { en: 'A' }, query: 'x'.repeat(10_001) }] }],
    [
      'a backfill without a schedule',
      { queries: [{ id: 'a', title: { en: 'A' }, query: 'stats count(*)', backfill: true as const }] },
    ],
    [
      'tables counted again',
      {
        schedule: { cron: 'cron(30 12 * * ? *)', timezone: 'UTC' },
        queries: [{ ...inColumns('ms'), backfill: true as const }],
      },
    ],
    [
      'a query id used twice',
      {
        queries: [
          { id: 'a', title: { en: 'A' }, query: 'stats count(*)' },
          { id: 'a', title: { en: 'B' }, query: 'stats count(*)' },
        ],
      },
    ],
  ])('refuses %s', (_case, overrides) => {
    expect(problemsOf(report(overrides))).toHaveLength(1);
  });

  const window = { hours: 24, ingestLagMinutes: 5 };
  const madrid = { cron: 'cron(30 12 * * ? *)', timezone: 'Europe/Madrid' };

  it.each([
    ['a sound report', {}],
    ['whole days where clocks are moved', { schedule: madrid, window }],
    [
      'hours where no clock is moved',
      { schedule: { ...madrid, timezone: 'Asia/Tokyo' }, window: { ...window, hours: 6 } },
    ],
    ['half an hour, without a lag', { window: { hours: 0.5, ingestLagMinutes: 0 } }],
    ['two minutes to answer', { dueAfterMinutes: 2 }],
    ['two hours to answer', { dueAfterMinutes: 120 }],
    ['50 log groups', { logGroups: logGroups(50) }],
    ['10,000 characters', { queries: [{ id: 'a', title: { en: 'A' }, query: 'x'.repeat(10_000) }] }],
  ])('takes %s', (_case, overrides) => {
    expect(problemsOf(report(overrides))).toEqual([]);
  });

  it.each(['Europe/Madrid', 'Australia/Lord_Howe', 'Africa/Casablanca'])(
    'refuses hours that %s would count twice or never, and says what to write',
    (timezone) => {
      const schedule = { ...madrid, timezone };

      expect(problemsOf(report({ schedule, window: { ...window, hours: 12 } }))).toEqual([
        `${timezone} moves its clocks and its window has 12 hours, so that hours would be counted twice or never: ` +
          "write a multiple of 24, or timezone: 'UTC'",
      ]);
      expect(problemsOf(report({ schedule, window: { ...window, endsAt: '12:25' } }))).toEqual([
        expect.stringMatching(/window ends at 12:25 UTC, .*: write timezone: 'UTC'$/),
      ]);
    },
  );

  it.each(['1-5', '2', '2,4'])('refuses days of the week %s, which Unix and the Scheduler read differently', (days) => {
    expect(problemsOf(report({ schedule: { cron: `cron(0 8 ? * ${days} *)`, timezone: 'UTC' } }))).toEqual([
      `its schedule has days of the week by number, of which 1 is Sunday here: write names in place of "${days}", as in MON-FRI`,
    ]);
  });

  it('names the file of the report in the error', () => {
    expect(() => checkReports([report({ schedule: madrid, window: { ...window, hours: 12 } })])).toThrow(
      'libs/domain/reports/src/catalogue/weekly.ts: the report is not usable: Europe/Madrid moves its clocks and its ' +
        "window has 12 hours, so that hours would be counted twice or never: write a multiple of 24, or timezone: 'UTC'.",
    );
  });

  const asking = (queryCount: number, title: string) =>
    report({
      queries: Array.from({ length: queryCount }, (_, index) => ({
        id: `q${index}`,
        title: { en: title },
        query: 'stats count(*)',
      })),
    });

  it('takes a thousand questions and refuses one more', () => {
    expect(maxQueryCount).toBe(1_000);
    expect(problemsOf(asking(1_000, 'Requests in groups'))).toEqual([]);
    expect(problemsOf(asking(1_001, 'Requests in groups'))).toEqual(['it has 1001 queries, at most 1000 fit']);
  });

  it('refuses titles that no plan has room for, by their bytes, and says how many there are', () => {
    expect(problemsOf(asking(1_000, 'ü'.repeat(142)))).toEqual([]);
    expect(problemsOf(asking(1_000, 'ü'.repeat(143)))).toEqual([
      'its titles and ids take 341944 bytes, a plan has room for 340000: shorten or split them',
    ]);
  });

  it('leaves room for the titles that a sum takes from another report', () => {
    const sums = (count: number) => ({
      historySums: Array.from({ length: count }, () => ({ reportId: 'daily', queryId: 'calls' })),
    });

    expect(problemsOf(report(sums(300)))).toEqual([]);
    expect(problemsOf(report(sums(340)))).toHaveLength(1);
  });

  const number = (id: string, field = id) => ({ id, field, title: { en: id } });
  const table = (id: string, by = 'command', sum = 'calls') => ({
    id,
    title: { en: id },
    columns: [
      { field: by, title: { en: by } },
      { field: sum, title: { en: sum } },
    ] as const,
  });
  const [byHour, calls] = table('hours', 'hour').columns;
  const hours = { ...table('hours'), columns: [{ ...byHour, format: 'hour' as const }, calls] as const };
  const asks = (answers: Partial<QueryDefinition>) => ({
    queries: [{ id: 'a', title: { en: 'A' }, query: 'stats count(*)', ...answers }],
  });

  const comesBack = { id: 'day-1', title: { en: 'Back' }, afterDays: 1 };
  const back = { retention: [comesBack], window: { hours: 168, endsAt: '00:00' } };
  const share = {
    id: 'stickiness',
    title: { en: 'Stickiness' },
    averageOf: { reportId: 'daily', queryId: 'calls' },
    of: { queryId: 'calls' },
  };

  const tenNumbers = asks({ numbers: Array.from({ length: 10 }, (_, index) => number(`n${index}`)) });
  const last = { queryId: 'a', numberId: 'n9' };

  it.each<[string, Partial<ReportDefinition>]>([
    ['retention over whole days', asks(back)],
    ['a share of one of its numbers', { shares: [share] }],
    ['four tables', asks({ tables: ['t1', 't2', 't3', 't4'].map((id) => table(id)) })],
    ['hours of four days', { ...asks({ tables: [hours] }), window: { hours: 96, ingestLagMinutes: 5 } }],
    ['a tie to its only number', { ...asks({}), onlyIf: { queryId: 'a', above: 1 } }],
    ['a tie to one of ten', { ...tenNumbers, onlyIf: { ...last, above: 1 } }],
    ['a watch on one of ten', { ...tenNumbers, watched: last }],
    ['a notification on one of ten', { ...tenNumbers, notifyOn: [last] }],
  ])('takes %s', (_case, overrides) => {
    expect(problemsOf(report(overrides))).toEqual([]);
  });

  it.each<[string, Partial<ReportDefinition>, RegExp]>([
    [
      'twenty-one numbers',
      asks({ numbers: Array.from({ length: 21 }, (_, index) => number(`n${index}`)) }),
      /21 numbers, a row has room for 20: ask for more in another report/,
    ],
    [
      'a number that its query does not compute',
      asks({ query: { columns: { x: 'count(*)' } }, numbers: [number('n', 'y')] }),
      /"n" of query "a" is in the column "y", which is not computed/,
    ],
    [
      'a measure of a number that it lacks',
      asks({ numbers: [{ ...number('n'), of: 'm' }] }),
      /"n" of query "a" measures "m", which is no number beside it/,
    ],
    ['no numbers in a list', asks({ numbers: [] }), /an empty list/],
    ['a number id used twice', asks({ numbers: [number('n', 'x'), number('n', 'y')] }), /number .* "n" occurs twice/],
    ['a field used twice', asks({ numbers: [number('n', 'x'), number('m', 'x')] }), /field .* "x" occurs twice/],
    ['a number id with a space', asks({ numbers: [number('a b')] }), /"a b" must be lower-case/],
    ['five tables', asks({ tables: ['a', 'b', 'c', 'd', 'e'].map((id) => table(id)) }), /5 tables, .* room for 4/],
    ['a table that adds up its key', asks({ tables: [table('t', 'calls')] }), /column .* "calls" occurs twice/],
    ['numbers and tables', asks({ numbers: [number('n')], tables: [table('t')] }), /more than one of numbers, tables/],
    ['a tie to a query that it lacks', { onlyIf: { queryId: 'b', above: 1 } }, /"b" is above .* no such number/],
    ['a watch on a number that it lacks', { watched: { queryId: 'a', numberId: 'm' } }, /watches "a\/m", .* no such/],
    [
      'a tie to one of several numbers that it does not name',
      { ...asks({ numbers: [number('n')] }), onlyIf: { queryId: 'a', above: 1 } },
      /"a" is above/,
    ],
    [
      'a notification on a number that it lacks',
      { notifyOn: [{ queryId: 'b' }] },
      /sent when "b" is unusual, and has no such number/,
    ],
    ['notifications on nothing', { notifyOn: [] }, /no number that could be any/],
    [
      'notifications under a condition',
      { ...asks({}), notifyOn: [{ queryId: 'a' }], onlyIf: { queryId: 'a', above: 1 } },
      /for notifications alone, and has a condition besides/,
    ],
    ['half an hour of its own', asks({ window: { hours: 0.5 } }), /window of query "a" must be whole hours/],
    ['an end that is no time', asks({ window: { hours: 1, endsAt: '24:00' } }), /must end at a time of the day.*24:00/],
    [
      'hours of its own, of which a result has no room for all',
      asks({ tables: [hours], window: { hours: 168 } }),
      /table "hours" has 169 rows of hours, a result keeps 100/,
    ],
    [
      'retention over parts of days',
      asks({ retention: [comesBack], window: { hours: 168 } }),
      /"a" takes .* whole UTC days/,
    ],
    [
      'a retention on the same day',
      asks({ ...back, retention: [{ ...comesBack, afterDays: 0 }] }),
      /one day later or more/,
    ],
    [
      'retention with more rows than a result keeps',
      asks({ retention: [comesBack], window: { hours: 26 * 24, endsAt: '00:00' } }),
      /query "a" may give 104 rows, a result keeps 100/,
    ],
    ['a share with the id of a query', { shares: [{ ...share, id: 'calls' }] }, /"calls" has the id of a query/],
    [
      'a share of a number that it lacks',
      { shares: [{ ...share, of: { queryId: 'b' } }] },
      /is of "b", and there is no/,
    ],
  ])('refuses %s', (_case, overrides, message) => {
    const problems = problemsOf(report(overrides));

    expect(problems).toEqual([expect.stringMatching(message)]);
  });

  it('names all problems at once', () => {
    expect(problemsOf(report({ id: '', dueAfterMinutes: 0, window: { hours: -1, ingestLagMinutes: 5 } }))).toHaveLength(
      3,
    );
  });
});

describe('checkReports, of a sum over earlier reports', () => {
  const weekly = (sum: Partial<HistorySumDefinition> = {}, window: Partial<ReportDefinition['window']> = {}) =>
    report({
      window: { ...report().window, ...window },
      historySums: [{ reportId: 'daily', queryId: 'calls', ...sum }],
    });
  const people = { queryId: 'activity', numberId: 'people' };

  it('takes what another report counts in windows that make up its own', () => {
    expect(problemsOf(weekly())).toEqual([]);
    expect(problemsOf(weekly({ queryId: 'activity', numberId: 'requests' }))).toEqual([]);
    expect(problemsOf(weekly({ ...people, additive: false }))).toEqual([]);
  });

  it('refuses two reports of one id', () => {
    expect(problemsOf(daily())).toEqual(['another report has its id']);
  });

  it.each<[string, ReportDefinition, ReportDefinition, RegExp]>([
    ['of an unknown report', daily(), weekly({ reportId: 'hourly' }), /"hourly\/calls", which is no number/],
    ['that the report lacks', daily(), weekly({ queryId: 'users' }), /"daily\/users", which is no number/],
    ['that the query lacks', daily(), weekly({ numberId: 'n' }), /"daily\/calls\/n", which is no number/],
    ['of several, unnamed', daily(), weekly({ queryId: 'activity' }), /"daily\/activity", which is no number/],
    ['of distinct people', daily(), weekly(people), /people", whose sum .* not true/],
    ['that has no schedule', unscheduled, weekly(), /"daily", which has no schedule/],
    ['of windows as long as its own', daily(), weekly({}, { hours: 24 }), /24 h and do not make up one of 24 h/],
    ['of windows that do not fit', daily(), weekly({}, { hours: 36 }), /24 h and do not make up one of 36 h/],
    ['of windows that end elsewhere', daily(), weekly({}, { endsAt: '12:30' }), /end at 12:25: its own must end there/],
    [
      'of windows that shift with daylight saving',
      daily({ schedule: { cron: 'cron(30 12 * * ? *)', timezone: 'Europe/Berlin' } }),
      weekly(),
      /end at 11:25 and 10:25/,
    ],
    ['that may be late', daily({ dueAfterMinutes: 11 }), weekly(), /may close 16 minutes after its window/],
  ])('refuses numbers %s', (_case, part, whole, message) => {
    expect(problemsOf(whole, part)).toEqual([expect.stringMatching(message)]);
  });

  it('checks the average behind a share like a sum', () => {
    const share = { id: 'stickiness', title: { en: 'Stickiness' }, of: { queryId: 'calls' } };
    const averageOf = { reportId: 'daily', ...people };
    const shares = [{ ...share, averageOf }];
    const unknown = [{ ...share, averageOf: { ...averageOf, numberId: 'groups' } }];

    expect(problemsOf(report({ shares }))).toEqual([]);
    expect(problemsOf(report({ shares: unknown }))).toEqual([
      expect.stringMatching(/"daily\/activity\/groups", which is no number/),
    ]);
    expect(problemsOf(report({ shares, window: { ...report().window, endsAt: '12:30' } }))).toEqual([
      expect.stringMatching(/end at 12:25: its own must end there/),
    ]);
  });
});
