import { readQueryJob } from '@pulso/contracts/query-jobs';
import { maxPlanBytes } from '@pulso/contracts/report-plan';
import { readRunEvent } from '@pulso/contracts/run-events';
import { type ReportDefinition, InvalidReportError, catalogue } from '@pulso/domain/reports';
import { jsonBytes } from '@pulso/kit/telegram';

import { planRun } from './plan-run';
import { nowMs, report, settings } from './testing/world';

const request = (reportId: string) =>
  ({
    schemaVersion: 1,
    reportId,
    trigger: { type: 'schedule', scheduledTime: '2026-11-30T12:45:00Z' },
  }) as const;

const planOf = (definition: ReportDefinition, reports: readonly ReportDefinition[] = [definition]) =>
  planRun(request(definition.id), definition, { catalogue: reports, settings, nowMs });

const column = (field: string) => ({ field, title: { en: field } });

const several = report({
  queries: [
    {
      id: 'activity',
      title: { en: 'Activity' },
      query: { columns: { n: 'count(user)', people: 'count_distinct(user)', p95: 'pct(ms, 95)' } },
      numbers: [
        { id: 'requests', field: 'n', title: { en: 'Requests' }, better: 'more', prominence: 'headline' },
        { id: 'people', field: 'people', title: { en: 'People' }, additive: false },
        { id: 'p95', field: 'p95', title: { en: 'p95' }, of: 'requests', unit: 'milliseconds' },
      ],
    },
    {
      id: 'commands-and-hours',
      title: { en: 'Commands and hours' },
      query: 'stats count(*) as n by command, bin(1h) as hour',
      tables: [
        { id: 'commands', title: { en: 'Commands' }, columns: [column('command'), column('n')] },
        { id: 'hours', title: { en: 'Hours' }, columns: [{ ...column('hour'), format: 'hour' }, column('n')] },
      ],
    },
    { id: 'slowest', title: { en: 'Slowest' }, query: 'fields ms, command', columns: [column('ms')], unit: 'count' },
  ],
});

describe('planRun', () => {
  it('carries what a report says of its numbers, tables and columns', () => {
    const { queries } = planOf(several).plan;

    expect(queries).toEqual([
      {
        queryId: 'activity',
        title: { en: 'Activity' },
        definition: expect.stringMatching(/^[0-9a-f]{8}$/),
        numbers: [
          { numberId: 'requests', field: 'n', title: { en: 'Requests' }, better: 'more', prominence: 'headline' },
          { numberId: 'people', field: 'people', title: { en: 'People' }, additive: false },
          { numberId: 'p95', field: 'p95', title: { en: 'p95' }, ofNumberId: 'requests', unit: 'milliseconds' },
        ].map((number) => ({ ...number, definition: expect.stringMatching(/^[0-9a-f]{8}$/) })),
      },
      {
        queryId: 'commands-and-hours',
        title: { en: 'Commands and hours' },
        definition: expect.stringMatching(/^[0-9a-f]{8}$/),
        tables: [
          { tableId: 'commands', title: { en: 'Commands' }, columns: [column('command'), column('n')] },
          { tableId: 'hours', title: { en: 'Hours' }, columns: [{ ...column('hour'), format: 'hour' }, column('n')] },
        ],
      },
      {
        queryId: 'slowest',
        title: { en: 'Slowest' },
        definition: expect.stringMatching(/^[0-9a-f]{8}$/),
        unit: 'count',
        columns: [column('ms')],
      },
    ]);
  });

  it.each(['2026-11-25T12:30:00.250Z', '2026-11-25T12:30:59.999Z', '2026-11-25T13:30:07+01:00'])(
    'plans the same windows and the same next run for a schedule that fires at %s, within the minute',
    (scheduledTime) => {
      const planAt = (time: string) => {
        const fired = { ...request('daily-usage'), trigger: { type: 'schedule', scheduledTime: time } } as const;
        return planRun(fired, report(), { catalogue: [report()], settings, nowMs });
      };

      const exact = planAt('2026-11-25T12:30:00Z');
      const late = planAt(scheduledTime);

      expect(late.plan).toEqual(exact.plan);
      expect(late.jobs.map(({ body }) => [body.startTimeSeconds, body.endTimeSeconds])).toEqual(
        exact.jobs.map(({ body }) => [body.startTimeSeconds, body.endTimeSeconds]),
      );
      expect(late.plan.windowEndMs).toBe(Date.parse('2026-11-25T12:25:00Z'));
    },
  );

  it('tells the worker which tables to sum up, and of no other query', () => {
    const { jobs } = planOf(several);

    expect(jobs.map(({ body }) => body.tables)).toEqual([
      undefined,
      [
        { tableId: 'commands', by: 'command', sum: 'n' },
        { tableId: 'hours', by: 'hour', sum: 'n' },
      ],
      undefined,
    ]);
  });

  it('carries whether a report has a chart, when it is sent, and what it watches', () => {
    const onlyIf = { queryId: 'activity', numberId: 'people', above: 3 };
    const watched = { queryId: 'activity', numberId: 'people' };

    expect(planOf({ ...several, chart: true, onlyIf, watched }).plan).toMatchObject({ chart: true, onlyIf, watched });
    expect(Object.keys(planOf(several).plan)).not.toEqual(expect.arrayContaining(['chart']));
    expect(Object.keys(planOf(several).plan)).not.toEqual(expect.arrayContaining(['watched']));
    const news = [{ queryId: 'activity', numberId: 'people', falls: true }] as const;
    expect(planOf({ ...several, news }).plan.news).toEqual(news);
  });

  const weekly = report({
    id: 'weekly',
    window: { hours: 168, ingestLagMinutes: 20, endsAt: '12:25' },
    historySums: [
      { reportId: 'daily-usage', queryId: 'activity', numberId: 'requests' },
      {
        reportId: 'daily-usage',
        queryId: 'activity',
        numberId: 'requests',
        title: { en: 'All' },
        prominence: 'detail',
      },
    ],
  });

  it('adds up numbers of another report under the definition that they have there', () => {
    const { plan } = planOf(weekly, [weekly, several]);

    const requests = {
      reportId: 'daily-usage',
      queryId: 'activity',
      numberId: 'requests',
      definition: planOf(several).plan.queries[0]?.numbers?.[0]?.definition,
      better: 'more',
    };
    expect(plan.historySums).toEqual([
      { ...requests, title: { en: 'Requests' }, prominence: 'headline' },
      { ...requests, title: { en: 'All' }, prominence: 'detail' },
    ]);
  });

  it('plans no sum of what the catalogue lacks', () => {
    expect(() => planOf(weekly, [weekly])).toThrow(InvalidReportError);
  });

  it.each(catalogue)('plans $id, within its bytes, with messages that their readers take', (definition) => {
    const { runId, plan, jobs } = planOf(definition, catalogue);

    expect(jsonBytes(plan)).toBeLessThan(maxPlanBytes / 10);
    const opened = { schemaVersion: 1, type: 'run-opened', runId, plan };
    expect(readRunEvent(JSON.stringify(opened))).toEqual(opened);
    for (const { body } of jobs) expect(readQueryJob(JSON.stringify(body))).toEqual(body);
  });

  it('ends the week of the catalogue with the day of the catalogue', () => {
    const [daily, week] = ['daily-usage', 'weekly-usage'].map((id) => catalogue.find((known) => known.id === id));
    if (!daily || !week) throw new Error('The catalogue has both.');
    const atNoon = {
      ...request('daily-usage'),
      trigger: { type: 'schedule', scheduledTime: '2026-11-30T12:30:00Z' },
    } as const;

    const dailyPlan = planRun(atNoon, daily, { catalogue, settings, nowMs }).plan;

    expect(planOf(week, catalogue).plan.windowEndMs).toBe(dailyPlan.windowEndMs);
  });
});
