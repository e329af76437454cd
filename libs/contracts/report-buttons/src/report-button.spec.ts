import * as fc from 'fast-check';

import { type ReportButton, readReportButton, reportButtonData } from './report-button';

describe('a button of a report', () => {
  it.each<ReportButton>([
    { action: 'run', reportId: 'daily-usage' },
    { action: 'run', reportId: 'daily-usage', windowsAgo: 30 },
    { action: 'history', reportId: 'daily-usage', windowCount: 7 },
    { action: 'chart', reportId: 'weekly-usage', windowCount: 31 },
  ])('is read as it was written: $action', (button) => {
    expect(readReportButton(reportButtonData(button) ?? '')).toEqual(button);
  });

  it('is left out where the id of the report is too long', () => {
    expect(reportButtonData({ action: 'history', reportId: 'r'.repeat(53), windowCount: 30 })).toHaveLength(64);
    expect(reportButtonData({ action: 'history', reportId: 'r'.repeat(54), windowCount: 30 })).toBeUndefined();
  });

  it.each([
    '',
    'history:daily-usage',
    'history/0:a',
    'history/32:a',
    'chart/007:a',
    'run:',
    'run/0:a',
    'run/31:a',
    'run:A',
    'run:a\nrun:b',
    'x',
  ])('is no button: %j', (data) => {
    expect(readReportButton(data)).toBeUndefined();
  });

  it('is read out of anything without an error', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (data) => readReportButton(data) === undefined));
  });
});
