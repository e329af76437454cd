import * as fc from 'fast-check';

import { expectGolden, expectWellFormed } from '../testing/expectations';
import { hostileContent, hostileText, withHarmlessTexts } from '../testing/hostile-content';
import { content, missing, numbered, value, wideTable } from '../testing/report-content';
import { usageReports } from '../testing/usage-reports';
import { renderReportMail } from './render-report-mail';
import { columnsOf } from './mail-text';

const voidTags = ['meta', 'img', 'br'];
/** What runs, loads or leads somewhere. */
const activeNames =
  /^(?:script|iframe|object|embed|form|input|link|base|svg|on.*|srcset|background|action|formaction)$/;

const chart = {
  contentId: 'chart@pulso',
  darkContentId: 'dark@pulso',
  altText: 'Private: 1; 2; 3 (lowest 1, highest 3).',
};

describe('renderReportMail', () => {
  it('renders a day in English', () => {
    const { subject, html, text } = renderReportMail(usageReports.daily);

    expect(subject.replaceAll('\u00a0', ' ')).toBe('Requests 428 ▲11% · People 134 ▲17% · Daily usage');
    expectGolden('mail/golden/daily.html', html);
    expectGolden('mail/golden/daily.txt', text);
  });

  it('renders a week in Russian with its chart, in the reader’s time zone', () => {
    const options = { language: 'ru', timeZone: 'Europe/Moscow', chart };

    const { html, text } = renderReportMail(usageReports.weekly, options);

    expectGolden('mail/golden/weekly-ru.html', html);
    expectGolden('mail/golden/weekly-ru.txt', text);
  });

  it('says what a partial report lacks, and does not promise to change a sent mail', () => {
    const { subject, html, text } = renderReportMail(usageReports.partial);

    expect(subject).toContain('3 numbers missing');
    for (const part of [html, text]) {
      expect(part).toContain('Partial: 2 of 5 numbers.');
      expect(part).toContain('Commands');
      expect(part).toContain('The query had no answer when its time was over.');
      expect(part).not.toContain('added to this message');
    }
  });

  it.each([
    ['repeated', 'en', 'Repeated: '],
    ['correction', 'en', 'Correction: '],
    ['repeated-correction', 'en', 'Repeated correction: '],
    ['repeated', 'de', 'Wiederholt: '],
    ['correction', 'ru', 'Исправление: '],
  ] as const)('says in the subject that it is %s (%s)', (marker, language, prefix) => {
    const { subject, text } = renderReportMail(usageReports.daily, { marker, language });

    expect(subject.startsWith(prefix)).toBe(true);
    expect(renderReportMail(usageReports.daily, { language }).subject.startsWith(prefix)).toBe(false);
    expect(text.split('\n\n')[1]?.length).toBeGreaterThan(0);
  });

  it('shows the chart, and its words where pictures are not shown', () => {
    const { html, text } = renderReportMail(usageReports.weekly, { chart });

    for (const contentId of ['chart@pulso', 'dark@pulso'])
      expect(html).toContain(`<img src="cid:${contentId}" alt="Private: 1; 2; 3 (lowest 1, highest 3)."`);
    expect(html).toContain('<div class="in-dark" style="display:none;');
    expect(text).toContain('Private: 1; 2; 3 (lowest 1, highest 3).');
    expect(renderReportMail(usageReports.weekly).html).not.toContain('<img');
  });

  it.each([
    ['https://example.org/u?list=a&b', true],
    ['mailto:owner@example.org?subject=unsubscribe', true],
    ['javascript:alert(1)', false],
    ['https://example.org/ "><b>', false],
    [undefined, false],
  ])('links to %s for unsubscribing: %s', (unsubscribeUrl, isLinked) => {
    const { html, text } = renderReportMail(usageReports.daily, { unsubscribeUrl });

    expect(html.includes('<a href=')).toBe(isLinked);
    expect(text.includes('Unsubscribe')).toBe(isLinked);
  });

  it('begins with what is unusual, and says how rows changed', () => {
    const { subject, html, text } = renderReportMail(usageReports.unusual);

    expect(subject).toBe(
      'Requests 1,119, about 3 times a usual Thursday (350 to 432). Mostly /roll (+779), link promo_x (+260) · Daily usage',
    );
    expectGolden('mail/golden/unusual.html', html);
    expectGolden('mail/golden/unusual.txt', text);
  });

  it('stays below the size at which Gmail cuts mails, for a large report', () => {
    const rows = Array.from({ length: 100 }, (_, index) => [{ field: 'command', value: `/command${index}` }]);
    const tables = Array.from({ length: 6 }, (_, index) => ({ queryId: `t${index}`, title: { en: 'Table' }, rows }));
    const values = Array.from({ length: 12 }, (_, index) => ({
      ...value(`Number ${index}`, index),
      earlier: Array.from({ length: 14 }, (_, day) => day * index),
    }));

    const { html } = renderReportMail({ ...usageReports.daily, values, tables });

    expect(new TextEncoder().encode(html).length).toBeLessThan(102_000);
  });

  it.each([
    ['rows that the report does not have', { tables: [wideTable('Commands', 3, 40)] }, 'and 40 more<'],
    [
      '20 questions without answer',
      { missing: numbered(20).map((index) => missing(`Q${index}`, `${index}`)) },
      undefined,
    ],
    [
      '22 questions without answer',
      { missing: numbered(22).map((index) => missing(`Q${index}`, `${index}`)) },
      'and 2 more',
    ],
    ['12 tables', { tables: numbered(12).map((index) => wideTable(`T${index}`, 1)) }, undefined],
    ['14 tables', { tables: numbered(14).map((index) => wideTable(`T${index}`, 1)) }, 'and 2 more questions'],
  ])('counts what it does not show of %s', (_what, overrides, words) => {
    const { html } = renderReportMail(content({ state: 'partial', ...overrides }));

    if (words === undefined) expect(html).not.toMatch(/and \d+ more/);
    else expect(html).toContain(words);
  });

  it.each([
    [10, undefined],
    [11, 'and 1 more'],
  ])('shows at most ten rows: %d', (rowCount, rest) => {
    const { html, text } = renderReportMail(content({ tables: [wideTable('Commands', rowCount)] }));

    for (const part of [html, text]) {
      expect(new Set(part.match(/command\d+/g)).size).toBe(10);
      expect(/and \d+ more/.exec(part)?.[0]).toBe(rest);
    }
  });

  it('is well-formed and inert for any content', () => {
    fc.assert(
      fc.property(hostileContent, hostileText, (report, altText) => {
        const mail = renderReportMail(report, { chart: { contentId: 'c', altText } });

        const names = expectWellFormed(mail.html, voidTags);
        expect([...names].filter((name) => activeNames.test(name) || name === 'a')).toEqual([]);
        expect(mail.html.isWellFormed() && mail.text.isWellFormed()).toBe(true);
        expect(mail.subject).toMatch(/^[^\p{Cc}\u2028\u2029]{1,120}$/u);
        expect(mail.text).not.toMatch(/[^\P{Cc}\n]/u);
        for (const line of mail.text.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(72);
        for (const part of [mail.html, mail.text]) expect(part).not.toMatch(/evil\.example/);
      }),
    );
  });

  it('has the same tags for hostile as for harmless texts', () => {
    const tagsOf = (html: string) => [...html.matchAll(/<\/?[a-z][^\s>]*/gi)].map(([tag]) => tag);

    fc.assert(
      fc.property(hostileContent, (report) => {
        const { html } = renderReportMail(report);

        expect(tagsOf(html)).toEqual(tagsOf(renderReportMail(withHarmlessTexts(report)).html));
      }),
    );
  });
});
