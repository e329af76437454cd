import { type ReportDefinition } from './report-definition';
import { reportsOf } from './catalogue';

const idsOfScheduled = (reports: readonly ReportDefinition[]): string[] =>
  reports.filter(({ schedule }) => schedule).map(({ id }) => id);

describe('the reports of a stage', () => {
  it('compare each hour with what is usual', () => {
    expect(idsOfScheduled(reportsOf({}))).toEqual(expect.arrayContaining(['daily-usage', 'hourly-watch']));
    expect(reportsOf({ watch: 'hourly' })).toEqual(reportsOf({}));
  });

  it('do that only on request if the stage has switched it off', () => {
    const others = idsOfScheduled(reportsOf({})).filter((id) => id !== 'hourly-watch');

    expect(idsOfScheduled(reportsOf({ watch: 'off' }))).toEqual(others);
    expect(reportsOf({ watch: 'off' }).map(({ id }) => id)).toContain('hourly-watch');
  });
});
