import { parseConfig } from './config';

const identities = { RUNS_TABLE_NAME: 'a', RUN_EVENTS_QUEUE_URL: 'b', REPORT_UPDATES_QUEUE_URL: 'c' };
const parse = (schedules: string) => parseConfig({ ...identities, REPORT_SCHEDULES: schedules });

describe('parseConfig', () => {
  it('names every missing variable at once', () => {
    expect(() => parseConfig({ RUNS_TABLE_NAME: '' })).toThrow(
      /RUNS_TABLE_NAME is missing; RUN_EVENTS_QUEUE_URL is missing; REPORT_UPDATES_QUEUE_URL is missing; REPORT_SCHEDULES is missing/,
    );
  });

  it('reads a schedule for each report', () => {
    const { schedules } = parse(
      '{"UTC":{"cron(30 12 * * ? *)":["daily-usage","failures"]},"Europe/Berlin":{"cron(0 9 ? * MON *)":["weekly-usage"]}}',
    );

    expect(schedules).toEqual([
      { reportId: 'daily-usage', cron: 'cron(30 12 * * ? *)', timezone: 'UTC' },
      { reportId: 'failures', cron: 'cron(30 12 * * ? *)', timezone: 'UTC' },
      { reportId: 'weekly-usage', cron: 'cron(0 9 ? * MON *)', timezone: 'Europe/Berlin' },
    ]);
  });

  it.each([
    ['{"UTC"', /REPORT_SCHEDULES is not valid JSON/],
    ['[]', /REPORT_SCHEDULES is not report ids by time zone and expression, at its root/],
    ['{"UTC":{"cron(30 12 * * ? *)":"daily-usage"}}', /expression, at UTC cron\(30 12 \* \* \? \*\)\./],
    ['{"UTC":{"cron(a)":["x","y"]},"Asia/Tokyo":{"cron(a)":["x"]}}', /has more than one schedule for x\./],
    ['{"UTC":{"cron(a)":["x","x"]}}', /has more than one schedule for x\./],
  ])('refuses %s', (schedules, problem) => {
    expect(() => parse(schedules)).toThrow(problem);
  });
});
