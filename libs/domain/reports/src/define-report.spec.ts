import { defineReport, maxQueryCount } from './define-report';
import { InvalidReportError } from './errors';
import { type ReportDefinition, ownBot } from './report-definition';

const report = (overrides: Partial<ReportDefinition> = {}): ReportDefinition => ({
  id: 'weekly',
  title: { en: 'Weekly' },
  window: { hours: 168, ingestLagMinutes: 5 },
  dueAfterMinutes: 10,
  queries: [{ id: 'calls', title: { en: 'Calls' }, query: 'stats count(*)' }],
  logGroups: ownBot,
  destinations: 'owners',
  ...overrides,
});

const problemsOf = (definition: ReportDefinition): readonly string[] => {
  try {
    defineReport(definition);
    return [];
  } catch (error) {
    if (error instanceof InvalidReportError) return error.problems;
    throw error;
  }
};

describe('defineReport', () => {
  it('returns a sound report unchanged', () => {
    const sound = report();

    expect(defineReport(sound)).toBe(sound);
  });

  it.each([
    ['an id with capitals', { id: 'Weekly' }],
    ['a window of no length', { window: { hours: 0, ingestLagMinutes: 5 } }],
    ['a window of broken minutes', { window: { hours: 0.001, ingestLagMinutes: 5 } }],
    ['a negative lag', { window: { hours: 24, ingestLagMinutes: -1 } }],
    ['a due time that no query can meet', { dueAfterMinutes: 0 }],
    ['a schedule of five fields', { schedule: { cron: 'cron(30 12 * * ?)', timezone: 'UTC' } }],
    ['a schedule without a question mark', { schedule: { cron: 'cron(30 12 * * * *)', timezone: 'UTC' } }],
    ['a schedule in the past', { schedule: { cron: 'cron(30 12 * * ? 2020)', timezone: 'UTC' } }],
    ['an unknown time zone', { schedule: { cron: 'cron(30 12 * * ? *)', timezone: 'Mars/Base' } }],
    ['an empty query', { queries: [{ id: 'a', title: { en: 'A' }, query: '  ' }] }],
    ['an oversized query', { queries: [{ id: 'a', title: { en: 'A' }, query: 'x'.repeat(10_001) }] }],
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
    expect(problemsOf(asking(1_000, 'ü'.repeat(151)))).toEqual([]);
    expect(problemsOf(asking(1_000, 'ü'.repeat(152)))).toEqual([
      'its titles and query ids take 340927 bytes, a plan has room for 340000: shorten or split them',
    ]);
  });

  it('names all problems at once', () => {
    expect(problemsOf(report({ id: '', dueAfterMinutes: 0, window: { hours: -1, ingestLagMinutes: 5 } }))).toHaveLength(
      3,
    );
  });
});
