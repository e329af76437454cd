import { type ReportContent } from '@pulso/contracts/report-updates';
import { reportTexts } from '@pulso/kit/texts';
import { hourMs } from '@pulso/kit/time';

import { renderChart } from '../chart/render-chart';
import { renderReportMail } from '../mail/render-report-mail';
import { renderReport } from '../telegram/render-report';
import { usageReports } from '../testing/usage-reports';
import { windowInWords, zoneOf } from './window-in-words';

const weekTo = (end: string, hours = 168): ReportContent => ({
  ...usageReports['history-7'],
  windowStartMs: Date.parse(end) - hours * hourMs,
  windowEndMs: Date.parse(end),
});

const textsIn = (svg = ''): string[] => [...svg.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text = '']) => text);

describe('the window of a report', () => {
  it.each([
    ['UTC', weekTo('2026-11-30T12:25:00Z'), '7 days to Mon 30 Nov, 12:25 UTC', 'Mon 30'],
    ['Asia/Tokyo', weekTo('2026-11-30T12:25:00Z'), '7 days to Mon 30 Nov, 21:25 UTC+9', 'Mon 30'],
    ['Pacific/Auckland', weekTo('2026-11-30T12:25:00Z'), '7 days to Tue 1 Dec, 01:25 UTC+13', 'Tue 1'],
    ['UTC', weekTo('2026-11-30T00:00:00Z'), '7 days: 23 to 29 Nov, UTC', 'Sun 29'],
    // Clocks go forward within it: a schedule of this zone has a week of 167 hours, one of UTC has 168.
    ['Europe/Berlin', weekTo('2027-03-28T22:00:00Z', 167), '7 days: 22 to 28 Mar, UTC+2', 'Sun 28'],
    ['Europe/Berlin', weekTo('2027-03-29T10:25:00Z', 167), '7 days to Mon 29 Mar, 12:25 UTC+2', 'Mon 29'],
    ['Europe/Berlin', weekTo('2027-03-29T12:25:00Z'), '7 days to Mon 29 Mar, 14:25 UTC+2', 'Mon 29'],
    // And back.
    ['Europe/Berlin', weekTo('2026-10-25T23:00:00Z', 169), '7 days: 19 to 25 Oct, UTC+1', 'Sun 25'],
    ['America/New_York', weekTo('2026-11-02T12:25:00Z'), '7 days to Mon 2 Nov, 07:25 UTC−5', 'Mon 2'],
  ])('in %s is named alike by message, mail and chart: %#', (timeZone, content, words, newestDay) => {
    const window = { startMs: content.windowStartMs, endMs: content.windowEndMs };

    const chart = renderChart(content, { timeZone });
    const { html, text } = renderReportMail(content, { timeZone });
    const places = [renderReport(content, { timeZone }).html, html, text, chart?.altText, chart?.caption];

    expect(windowInWords(window, zoneOf(timeZone), reportTexts('en'))).toBe(words);
    for (const place of places) expect(place).toContain(words);
    expect(textsIn(chart?.svg)[1]).toBe(words);
    const labels = textsIn(chart?.svg).filter((label) => !label.startsWith('A bar is'));
    expect(labels.slice(-2).join(' ')).toBe(newestDay);
  });
});
