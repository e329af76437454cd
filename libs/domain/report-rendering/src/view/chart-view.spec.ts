import { type ReportContent } from '@pulso/contracts/report-updates';
import { dayMs, hourMs } from '@pulso/kit/time';

import { renderChart } from '../chart/render-chart';
import { renderReportMail } from '../mail/render-report-mail';
import { renderReport } from '../telegram/render-report';
import { content, value } from '../testing/report-content';
import { usageReports } from '../testing/usage-reports';
import { chartViewOf } from './chart-view';

const windowTo = (end: string, lengthMs: number) => ({
  windowStartMs: Date.parse(end) - lengthMs,
  windowEndMs: Date.parse(end),
});

/** The names below the bars of the newest three windows of a length. */
const labelsTo = (timeZone: string, end: string, stepMs = dayMs): string[] => {
  const report = content({ ...windowTo(end, stepMs), values: [value('Calls', 3, { earlier: [1, 2] })] });
  return (chartViewOf(report, { timeZone })?.labels ?? []).map(({ first, second }) =>
    second === undefined ? first : `${first} ${second}`,
  );
};

describe('the name of a window below its bar', () => {
  it.each([
    ['the day of its end', 'UTC', '2026-11-26T12:25:00Z', dayMs, 'Thu 26'],
    ['the day of its end, which is tomorrow', 'Pacific/Auckland', '2026-11-26T11:25:00Z', dayMs, 'Fri 27'],
    ['the day of its end in the morning', 'America/Los_Angeles', '2026-11-26T12:25:00Z', dayMs, 'Thu 26'],
    ['the day that is over if it ends at midnight', 'UTC', '2026-11-26T00:00:00Z', dayMs, 'Wed 25'],
    ['that day although clocks have changed', 'Europe/Berlin', '2026-10-25T23:00:00Z', dayMs, 'Sun 25'],
    ['the day of its end if it is a week', 'UTC', '2026-11-26T12:25:00Z', 7 * dayMs, '26 Nov'],
    ['the time of its end if it is short', 'UTC', '2026-11-26T12:00:00Z', hourMs, '12:00'],
  ])('is %s, in %s', (_case, timeZone, end, stepMs, name) => {
    expect(labelsTo(timeZone, end, stepMs).at(-1)).toBe(name);
  });

  it.each([
    ['in spring', 'Europe/Madrid', '2027-03-29T10:25:00Z', ['Sat 27', 'Sun 28', 'Mon 29']],
    ['in autumn', 'Europe/Madrid', '2026-10-26T11:25:00Z', ['Sat 24', 'Sun 25', 'Mon 26']],
    ['over midnight in spring', 'Atlantic/Azores', '2027-03-29T12:25:00Z', ['Sat 27', 'Sun 28', 'Mon 29']],
    ['over midnight in autumn', 'Atlantic/Azores', '2026-10-26T12:25:00Z', ['Sat 24', 'Sun 25', 'Mon 26']],
  ])('names each day once where clocks change: %s, %s', (_case, timeZone, end, names) => {
    expect(labelsTo(timeZone, end)).toEqual(names);
  });

  it('goes back by weeks, and by windows other than whole days', () => {
    expect(labelsTo('UTC', '2026-12-03T12:25:00Z', 7 * dayMs)).toEqual(['19 Nov', '26 Nov', '3 Dec']);
    expect(labelsTo('UTC', '2026-11-26T12:00:00Z', 36 * hourMs)).toEqual(['23 Nov', '24 Nov', '26 Nov']);
    expect(labelsTo('UTC', '2026-11-26T12:00:00Z', 6 * hourMs)).toEqual(['00:00', '06:00', '12:00']);
  });
});

describe('the window of a report', () => {
  const weekTo = (end: string, hours = 168): ReportContent => ({
    ...usageReports['history-7'],
    ...windowTo(end, hours * hourMs),
  });

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
  ])('in %s has the same words in message, mail and caption: %#', (timeZone, report, words, newestDay) => {
    const { html, text } = renderReportMail(report, { timeZone });
    const chart = renderChart(report, { timeZone });
    const places = [renderReport(report, { timeZone }).html, html, text, chart?.altText, chart?.caption];

    for (const place of places) expect(place).toContain(words);
    const { first, second } = chartViewOf(report, { timeZone })?.labels.at(-1) ?? {};
    expect(`${first} ${second}`).toBe(newestDay);
  });
});
