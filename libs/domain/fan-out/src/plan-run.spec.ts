import { type RunTrigger } from '@pulso/contracts/run-requests';
import { type QueryDefinition, type ReportDefinition } from '@pulso/domain/reports';

import { planRun } from './plan-run';
import { nowMs, report, scheduled, settings } from './testing/world';
import { windowOf } from './window-of';

const calls: QueryDefinition = { id: 'calls', title: { en: 'Calls' }, query: 'stats count(*)', backfill: true };
const other: QueryDefinition = { id: 'other', title: { en: 'Other' }, query: 'stats count(x)' };
const daily = report({ queries: [calls, other] });

const at = (scheduledTime: string): RunTrigger => ({ type: 'schedule', scheduledTime });

const jobsOf = (definition: ReportDefinition, trigger: RunTrigger) =>
  planRun({ schemaVersion: 1, reportId: definition.id, trigger }, definition, {
    catalogue: [definition],
    settings,
    nowMs,
  }).jobs.map(({ body }) => body);

const backfillsOf = (definition: ReportDefinition, trigger: RunTrigger) =>
  jobsOf(definition, trigger).filter(({ backfill }) => backfill);

describe('the backfill of a run', () => {
  it('repeats the questions of the run before, as that run, after those of this one', () => {
    const jobs = jobsOf(daily, at('2026-11-25T12:30:00Z'));
    const [asked] = jobsOf(daily, at('2026-11-24T12:30:00Z'));

    expect(jobs.map(({ queryId, runId }) => [queryId, runId])).toEqual([
      ['calls', 'daily-usage/schedule/2026-11-25T12:30:00.000Z'],
      ['other', 'daily-usage/schedule/2026-11-25T12:30:00.000Z'],
      ['calls', 'daily-usage/schedule/2026-11-24T12:30:00.000Z'],
    ]);
    expect(jobs[2]).toEqual({
      ...asked,
      backfill: {
        definition: expect.stringMatching(/^[0-9a-f]{8}$/),
        windowStartMs: Date.parse('2026-11-23T12:25:00Z'),
        windowEndMs: Date.parse('2026-11-24T12:25:00Z'),
      },
    });
  });

  it('names the question as the plan does', () => {
    const { plan } = planRun(scheduled() as never, daily, { catalogue: [daily], settings, nowMs });

    const [backfill] = backfillsOf(daily, at('2026-11-25T12:30:00Z'));

    expect(backfill?.backfill?.definition).toBe(plan.queries[0]?.definition);
  });

  it.each([
    ['the end of summer time', 'cron(0 9 * * ? *)', '2026-10-25T08:00:00Z', '2026-10-24T07:00:00Z'],
    ['a time that clocks have skipped', 'cron(30 2 * * ? *)', '2027-03-29T00:30:00Z', '2027-03-27T01:30:00Z'],
    ['a weekend', 'cron(0 9 ? * MON-FRI *)', '2026-11-30T08:00:00Z', '2026-11-27T08:00:00Z'],
  ])('asks about the window of the run before, over %s', (_what, cron, scheduledTime, before) => {
    const definition = { ...daily, schedule: { cron, timezone: 'Europe/Berlin' } };

    const [backfill] = backfillsOf(definition, at(scheduledTime));

    const { startMs, endMs } = windowOf(at(before), definition);
    expect(backfill?.runId).toBe(`daily-usage/schedule/${new Date(before).toISOString()}`);
    expect(backfill).toMatchObject({
      startTimeSeconds: startMs / 1000,
      endTimeSeconds: endMs / 1000 - 1,
      backfill: { windowStartMs: startMs, windowEndMs: endMs },
    });
  });

  it.each([
    ['a person asks', daily, { type: 'chat', requestId: 'r', requestedAtMs: nowMs, chatId: '1' }],
    ['an operator asks', daily, { type: 'manual', requestId: 'r', requestedAtMs: nowMs }],
    ['no question wants it', report({ queries: [other] }), at('2026-11-25T12:30:00Z')],
    [
      'the run before is older than what is kept of runs',
      { ...daily, schedule: { cron: 'cron(30 12 1 1 ? *)', timezone: 'UTC' } },
      at('2027-01-01T12:30:00Z'),
    ],
  ] as const)('asks nothing again where %s', (_when, definition, trigger) => {
    expect(backfillsOf(definition, trigger)).toEqual([]);
  });
});
