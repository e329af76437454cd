import { type ReportButton, reportButtonData } from '@pulso/contracts/run-requests';

import { content, value } from '../testing/report-content';
import { type UsageReport, usageReports } from '../testing/usage-reports';
import { reportButtons } from './report-buttons';

/** What the buttons say, row by row. */
const rowsOf = (...parameters: Parameters<typeof reportButtons>): string[][] =>
  reportButtons(...parameters).map((row) => row.map(({ text }) => text));
const labelsOf = (...parameters: Parameters<typeof reportButtons>): string[] => rowsOf(...parameters).flat();

const askedRunId = 'daily-usage/chat/3ac5-2026-11-26T12:30Z';

describe('buttons below a report', () => {
  it('ask for earlier reports up to its window, and a chart of them', () => {
    expect(reportButtons(usageReports.daily)).toEqual([
      [
        { text: '7 days', data: 'history/7@tp3zto:daily-usage' },
        { text: '30 days', data: 'history/30@tp3zto:daily-usage' },
      ],
      [{ text: 'Chart', data: 'chart/30@tp3zto:daily-usage' }],
    ]);
  });

  it('replace a report that a person asked for', () => {
    const askedAtMs = Date.parse('2026-11-26T12:30:00Z');
    const [, last] = reportButtons(usageReports['asked-for'], 'en', askedRunId);

    expect(last?.at(-1)).toEqual({
      text: 'Refresh',
      data: reportButtonData({ action: 'refresh', reportId: 'daily-usage', askedAtMs }),
    });
  });

  it.each<[string, string, ReportButton | undefined]>([
    [
      'a scheduled report',
      'daily-usage/schedule/2026-11-26T12:30:00.000Z',
      { action: 'csv', reportId: 'daily-usage', scheduledAtMs: Date.parse('2026-11-26T12:30:00Z') },
    ],
    [
      'one that a person has asked for',
      'daily-usage/chat/3ac5-2026-11-26T12:30Z-2',
      { action: 'own-csv', reportId: 'daily-usage', askedAtMs: Date.parse('2026-11-26T12:30:00Z'), windowsAgo: 2 },
    ],
    ['one that an operator asked for', 'daily-usage/manual/2026-11-26T12:25Z', undefined],
  ])('give the numbers of %s as a file', (_which, runId, expected) => {
    const [, last] = reportButtons(usageReports.daily, 'de', runId);

    const file = last?.find(({ text }) => text === 'CSV');
    expect(file?.data).toBe(expected && reportButtonData(expected));
  });

  it('ask how the last two hours went, below notifications of an hour', () => {
    expect(reportButtons(usageReports['hour-silent'])).toEqual([
      [{ text: 'Last two hours', data: '/ask:!requests 2h by hour' }],
    ]);
    expect(reportButtons(usageReports['hour-failed'])).toEqual([
      [{ text: 'Last two hours', data: '/ask:!failed 2h by hour' }],
    ]);
  });

  it.each<[UsageReport, string, string]>([
    ['history-7', 'history/30@tp3zto:daily-usage', 'chart/7@tp3zto:daily-usage'],
    ['history-30', 'history/7@tp3zto:daily-usage', 'chart/30@tp3zto:daily-usage'],
  ])('offer the other period below %s', (name, ...data) => {
    expect(reportButtons(usageReports[name]).map((row) => row.map((button) => button.data))).toEqual([data]);
  });

  it('offer no other period below a history that shows all reports', () => {
    const report = content({ trigger: 'history', values: [{ ...value('Calls', 7), parts: [1, 2, 3, 4, 5, 6] }] });

    expect(reportButtons(report).flat()).toEqual([{ text: 'Chart', data: 'chart/7@tp3zto:daily-usage' }]);
  });

  it.each([
    ['the newest', askedRunId, ['Chart', 'CSV', 'Refresh']],
    ['an earlier one', `${askedRunId}-2`, ['Chart', 'CSV']],
    ['a scheduled one', 'daily-usage/schedule/2026-11-26T12:30:00.000Z', ['Chart', 'CSV']],
  ])('ask for the newest report once more, below one that a person asked for: %s', (_which, runId, labels) => {
    expect(rowsOf(usageReports['asked-for'], 'en', runId)[1]).toEqual(labels);
  });

  it.each([
    ['schedule', [5], true],
    ['schedule', [null], false],
    ['chat', [5], false],
    ['chat', [5, null], false],
    ['chat', [5, null, 6], true],
  ])('offer a chart if two reports know the number: %s after %j is %p', (trigger, earlier, isOffered) => {
    const labels = labelsOf(content({ trigger, values: [{ ...value('Calls', 7), earlier }] }));

    expect(labels.includes('Chart')).toBe(isOffered);
    expect(labels).toContain('30 days');
  });

  it.each([
    ['schedule', undefined, ['4 weeks', '12 weeks']],
    ['schedule', [9], ['4 weeks', '12 weeks', 'Chart']],
    ['chat', undefined, []],
    ['manual', undefined, []],
    ['chat', [9], ['4 weeks', '12 weeks']],
  ])('do not count the days of a week as earlier weeks: %s after %j offers %j', (trigger, earlier, labels) => {
    const week = { ...value('Calls', 28), parts: [1, 2, 3, 4, 5, 6, 7], ...(earlier && { earlier }) };
    const windowStartMs = content().windowEndMs - 7 * 86_400_000;

    expect(labelsOf(content({ trigger, windowStartMs, values: [week] }))).toEqual(labels);
  });

  it('are left out if the id of the report is too long', () => {
    const values = usageReports.daily.values;

    expect(reportButtons(content({ reportId: 'r'.repeat(53), values })).flat()).toHaveLength(3);
    expect(reportButtons(content({ reportId: 'r'.repeat(64), values }))).toEqual([]);
  });
});
