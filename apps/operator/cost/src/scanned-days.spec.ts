import { reportsOf } from '@pulso/domain/reports';

import { costUsage } from './cost-options';
import { scannedDaysOf } from './scanned-days';

const query = { id: 'calls', title: { en: 'Calls' }, query: 'stats count(*) as calls' };
const daily = { cron: 'cron(30 12 * * ? *)', timezone: 'UTC' };
const window = { hours: 24, ingestLagMinutes: 5 };

describe('scannedDaysOf', () => {
  it('counts a day for each question of a daily report, and one that is asked again twice', () => {
    expect(scannedDaysOf([{ schedule: daily, window, queries: [query, { ...query, recount: true }] }])).toBe(3);
  });

  it('spreads what a weekly report scans over the week, by the window of each question', () => {
    const schedule = { cron: 'cron(0 8 ? * MON *)', timezone: 'Europe/Madrid' };
    const queries = [query, { ...query, window: { hours: 14 * 24 } }];

    expect(scannedDaysOf([{ schedule, window: { ...window, hours: 7 * 24 }, queries }])).toBe(3);
  });

  it('counts nothing for a schedule that never fires', () => {
    const schedule = { cron: 'cron(0 8 31 2 ? *)', timezone: 'UTC' };

    expect(scannedDaysOf([{ schedule, window, queries: [query] }])).toBe(0);
  });

  it('is what the help says of the catalogue', () => {
    expect(costUsage).toContain(
      `the catalogue scan as much as about ${Math.round(scannedDaysOf(reportsOf({ watch: 'off' })))}`,
    );
  });
});
