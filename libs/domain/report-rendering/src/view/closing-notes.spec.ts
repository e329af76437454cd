import { type ReportContent } from '@pulso/contracts/report-updates';

import { renderReport } from '../telegram/render-report';
import { content, topCommands, value } from '../testing/report-content';

const footOf = (report: ReportContent, language = 'en'): string =>
  renderReport(report, { language }).html.split('\n').at(-1) ?? '';

describe('the end of a report of a week that lacks a day', () => {
  const note = 'Tables cover the whole window, gaps included.';
  const requests = { ...value('Requests', 180), parts: [30, 30, 30, null, 30, 30, 30] };

  it('says that tables do not', () => {
    expect(footOf(content({ values: [requests], tables: [topCommands] }))).toContain(note);
  });

  it.each<[string, Partial<ReportContent>]>([
    ['there is no table', { values: [requests] }],
    ['no day is missing', { values: [{ ...requests, parts: [90, 90] }], tables: [topCommands] }],
  ])('says nothing of it where %s', (_case, report) => {
    expect(footOf(content(report))).not.toContain(note);
  });
});

describe('the end of earlier reports that were to have a chart', () => {
  const withChart = (parts: (number | null)[], more: Partial<ReportContent> = {}): ReportContent =>
    content({ trigger: 'history', chart: true, values: [{ ...value('Calls', 7), parts }], ...more });
  const note = 'A chart needs the numbers of two reports.';

  it('says why they have none', () => {
    expect(footOf(withChart([null, 7]))).toBe(`<i>${note}</i>`);
  });

  it.each<[string, ReportContent]>([
    ['there is one', withChart([5, 7])],
    ['none was asked for', withChart([null, 7], { chart: false })],
    ['there is no number at all, which the report says', withChart([], { values: [], noRecords: true })],
    ['no person has asked', withChart([null, 7], { trigger: 'schedule' })],
  ])('says nothing of it where %s', (_case, report) => {
    expect(renderReport(report).html).not.toContain(note);
  });
});
