import { checkReports } from './check-reports';
import { InvalidReportError } from './errors';
import { historyNumberOf } from './history-number-of';
import { type HistorySumDefinition, type ReportDefinition, ownBot } from './report-definition';

const calls = { id: 'calls', title: { en: 'Calls' }, query: 'stats count(*)', better: 'more' } as const;

const activity = {
  id: 'activity',
  title: { en: 'Activity' },
  query: 'stats count(*) as n, count_distinct(user) as people',
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

const weekly = (
  sum: Partial<HistorySumDefinition> = {},
  window: Partial<ReportDefinition['window']> = {},
): ReportDefinition =>
  daily({
    id: 'weekly',
    window: { hours: 168, ingestLagMinutes: 15, endsAt: '12:25', ...window },
    historySums: [{ reportId: 'daily', queryId: 'calls', ...sum }],
  });

const problemsOf = (...reports: ReportDefinition[]): readonly string[] => {
  try {
    checkReports(reports);
    return [];
  } catch (error) {
    if (error instanceof InvalidReportError) return error.problems;
    throw error;
  }
};

describe('checkReports', () => {
  it('takes a report that adds up what another one counts in windows that make up its own', () => {
    expect(problemsOf(daily(), weekly())).toEqual([]);
    expect(problemsOf(weekly({ queryId: 'activity', numberId: 'requests' }), daily())).toEqual([]);
  });

  it('takes a number without a sum where it says that it is a mean', () => {
    const people = { queryId: 'activity', numberId: 'people' };

    expect(problemsOf(weekly({ ...people, additive: false }), daily())).toEqual([]);
  });

  it('refuses two reports of one id', () => {
    expect(problemsOf(daily(), daily())).toEqual(['another report has its id']);
  });

  it.each<[string, ReportDefinition, ReportDefinition, RegExp]>([
    ['of a report that there is not', daily(), weekly({ reportId: 'hourly' }), /"hourly\/calls", which is no number/],
    ['that the report lacks', daily(), weekly({ queryId: 'users' }), /"daily\/users", which is no number/],
    ['that the query lacks', daily(), weekly({ numberId: 'n' }), /"daily\/calls\/n", which is no number/],
    ['of several, unnamed', daily(), weekly({ queryId: 'activity' }), /"daily\/activity", which is no number/],
    [
      'of distinct people',
      daily(),
      weekly({ queryId: 'activity', numberId: 'people' }),
      /people", whose sum .* not true/,
    ],
    ['that is asked for by hand', unscheduled, weekly(), /"daily", which has no schedule/],
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
  ])('refuses a sum of numbers %s', (_case, part, whole, message) => {
    expect(problemsOf(part, whole)).toEqual([expect.stringMatching(message)]);
  });
});

describe('checkReports of shares', () => {
  const share = {
    id: 'stickiness',
    title: { en: 'Stickiness' },
    averageOf: { reportId: 'daily', queryId: 'activity', numberId: 'people' },
    of: { queryId: 'activity', numberId: 'people' },
  };
  const { historySums: _none, ...week } = weekly();

  it('takes the average of what has no true sum, over windows that make up its own', () => {
    expect(problemsOf(daily(), { ...week, shares: [share] })).toEqual([]);
  });

  it('refuses one of a number that there is not, or of windows that end elsewhere', () => {
    const unknown = { ...share, averageOf: { ...share.averageOf, numberId: 'groups' } };
    const elsewhere = { ...week.window, endsAt: '12:30' };

    expect(problemsOf(daily(), { ...week, shares: [unknown] })).toEqual([
      expect.stringMatching(/"daily\/activity\/groups", which is no number/),
    ]);
    expect(problemsOf(daily(), { ...week, shares: [share], window: elsewhere })).toEqual([
      expect.stringMatching(/end at 12:25: its own must end there/),
    ]);
  });
});

describe('historyNumberOf', () => {
  it('finds how a number is called and shown where it comes from', () => {
    const sum = { reportId: 'daily', queryId: 'activity', numberId: 'requests' };

    expect(historyNumberOf('weekly', sum, [daily()])).toEqual({
      report: daily(),
      query: activity,
      ofQuery: activity.numbers[0],
      title: { en: 'Requests' },
      traits: { prominence: 'headline' },
    });
  });
});
