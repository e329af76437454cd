import * as fc from 'fast-check';

import { type ReportButton, readReportButton, reportButtonData } from './report-button';

describe('a button of a report', () => {
  it.each<ReportButton>([
    { action: 'run', reportId: 'daily-usage' },
    { action: 'run', reportId: 'daily-usage', windowsAgo: 30 },
    { action: 'refresh', reportId: 'daily-usage', askedAtMs: Date.parse('2026-11-26T10:30:00Z') },
    { action: 'csv', reportId: 'daily-usage', scheduledAtMs: Date.parse('2026-11-26T12:30:00Z') },
    { action: 'own-csv', reportId: 'daily-usage', askedAtMs: Date.parse('2026-11-26T10:30:00Z') },
    { action: 'own-csv', reportId: 'daily-usage', askedAtMs: Date.parse('2026-11-26T10:30:00Z'), windowsAgo: 30 },
    { action: 'history', reportId: 'daily-usage', windowCount: 7 },
    { action: 'chart', reportId: 'weekly-usage', windowCount: 31 },
    { action: 'history', reportId: 'daily-usage', windowCount: 30, endedByMs: Date.parse('2026-11-26T12:25:00Z') },
    { action: 'chart', reportId: 'daily-usage', windowCount: 7, endedByMs: Date.parse('2060-11-26T12:25:01Z') },
  ])('is read as it was written: $action', (button) => {
    expect(readReportButton(reportButtonData(button) ?? '')).toEqual(button);
  });

  it('reads buttons of old messages, which named no window', () => {
    expect(readReportButton('history/7:daily-usage')).toEqual({
      action: 'history',
      reportId: 'daily-usage',
      windowCount: 7,
    });
  });

  it('names a window by the second of its end, rounded up', () => {
    const button = { action: 'history', reportId: 'a', windowCount: 1 } as const;

    const data = reportButtonData({ ...button, endedByMs: 1_764_159_899_001 }) ?? '';

    expect(readReportButton(data)).toEqual({ ...button, endedByMs: 1_764_159_900_000 });
  });

  it("names no window if the report's id leaves no room for it", () => {
    const button = { action: 'history', windowCount: 30, endedByMs: Date.parse('2026-11-26T12:25:00Z') } as const;
    const dataFor = (length: number) => reportButtonData({ ...button, reportId: 'r'.repeat(length) });

    expect(dataFor(46)).toMatch(/^history\/30@t[0-9a-z]{5}:r{46}$/);
    expect(dataFor(47)).toBe(`history/30:${'r'.repeat(47)}`);
    expect(dataFor(53)).toHaveLength(64);
    expect(dataFor(54)).toBeUndefined();
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
    'run/1@t6bjmc:a',
    'run@t6bjmc:a',
    'refresh:a',
    'csv:a',
    'csv/1@t6bjmc:a',
    'own-csv:a',
    'own-csv/31@t6bjmc:a',
    'refresh/1@t6bjmc:a',
    'history@t6bjmc:a',
    'history/7@t6b:a',
    'history/7@T6BJMC:a',
    'history/7@t6bjmcxx:a',
    'run:A',
    'run:a\nrun:b',
    'x',
  ])('is no button: %j', (data) => {
    expect(readReportButton(data)).toBeUndefined();
  });

  it('is read from any text without an error', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (data) => readReportButton(data) === undefined));
  });
});
