import { type ReportContent } from '@pulso/contracts/report-updates';
import * as fc from 'fast-check';

import { hostileContent } from '../testing/hostile-content';
import { type NumberView } from '../view/number-view';
import { reportViewOf } from '../view/report-view';
import { maxMessageLength, renderReport } from './render-report';
import { reportButtons } from './report-buttons';

const instant = fc.nat(4_102_444_800_000);

/** The same ones over and over: cheaper than as many different ones, and as long. */
const repeated = <T>(some: readonly T[], count: number): T[] =>
  Array.from({ length: some.length === 0 ? 0 : Math.ceil(count / some.length) }, () => some)
    .flat()
    .slice(0, count);

/** Of any length: often more than a message holds. */
const content: fc.Arbitrary<ReportContent> = fc
  .record({
    report: hostileContent,
    window: fc.record({ windowStartMs: instant, windowEndMs: instant }),
    counts: fc.record({ values: fc.nat(80), tables: fc.nat(12), rows: fc.nat(12), missing: fc.nat(80) }),
  })
  .map(({ report: { values, tables = [], missing, ...report }, window, counts }) => ({
    ...report,
    ...window,
    values: repeated(values, counts.values),
    tables: repeated(tables, counts.tables).map((table) => ({ ...table, rows: repeated(table.rows, counts.rows) })),
    missing: repeated(missing, counts.missing),
  }));

const reader = fc.record({
  language: fc.constantFrom('en', 'es', 'pt-br', 'de', 'ru', 'xx'),
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Nowhere/Land'),
  marker: fc.constantFrom(undefined, 'repeated' as const, 'correction' as const, 'repeated-correction' as const),
});

/** The longest text before parsing. @see telegram-bot-api Client.cpp get_formatted_text */
const maxRawBytes = 32_768;

/** So much formatting does Telegram keep, the hashtag included. */
const maxEntities = 100;

/** Checks what Telegram checks: known tags, properly nested, and no bare special character. */
function expectTelegramHtml(html: string): void {
  const open: string[] = [];
  for (const [token, slash, name] of html.matchAll(
    /<(\/?)(b|i|code|blockquote)(?: expandable)?>|[<>&](?!(?:lt|gt|amp|quot);)/g,
  )) {
    if (name === undefined) throw new Error(`A bare ${token} in ${html}`);
    if (slash === '') open.push(name);
    else expect(open.pop()).toBe(name);
  }
  expect(open).toEqual([]);
}

describe('renderReport', () => {
  it('is always well-formed Telegram HTML within the limits, for any content', () => {
    fc.assert(
      fc.property(content, reader, (report, options) => {
        const rendered = renderReport(report, options);

        expectTelegramHtml(rendered.html);
        const { text } = rendered;
        expect(text.length).toBeLessThanOrEqual(maxMessageLength);
        expect(text.length).toBeGreaterThan(0);
        expect(text.isWellFormed()).toBe(true);
        expect(new TextEncoder().encode(rendered.html).length).toBeLessThan(maxRawBytes);
        expect(rendered.html.match(/<[a-z]/g)?.length ?? 0).toBeLessThan(maxEntities);
      }),
    );
  });

  it('leaves nothing out without saying so', () => {
    fc.assert(
      fc.property(content, reader, (report, options) => {
        const { html, text: shown } = renderReport(report, { ...options, language: 'en' });
        const { headline, body, details, tables, missing } = reportViewOf(report, { ...options, language: 'en' });

        const leftOut = / *(\d+) lines? left out, a message holds no more\.<\/i>$/.exec(html);
        const text = shown.replaceAll('\u2060', '');
        if (leftOut) expect(Number(leftOut[1])).toBeGreaterThan(0);
        else {
          for (const number of [
            ...headline,
            ...body,
            ...details.flatMap(({ numbers }): readonly NumberView[] => numbers),
          ])
            expect(text).toContain(`${number.name} ${number.text}`);
          for (const { title: name } of tables) expect(text).toContain(name);
          for (const { name, reason } of missing) expect(text).toContain(`${name}: ${reason}`);
        }
      }),
    );
  });

  it('carries the first number in its first line', () => {
    fc.assert(
      fc.property(content, fc.integer(), (report, number) => {
        const [first] = report.values;
        fc.pre(first !== undefined);
        const values = [{ ...first, value: number, prominence: 'headline' as const, unit: undefined }];

        const [line] = renderReport({ ...report, values, noRecords: false })
          .html.replaceAll(',', '')
          .split('\n');

        expect(line).toContain(first.parts && first.additive === false ? '<b>' : `${number}</b>`);
      }),
    );
  });
});

describe('reportButtons', () => {
  it('are never more than Telegram takes', () => {
    fc.assert(
      fc.property(content, reader, (report, { language }) => {
        for (const { text, data } of reportButtons(report, language).flat()) {
          expect(text.length).toBeLessThanOrEqual(20);
          expect(data.length).toBeLessThanOrEqual(64);
        }
      }),
    );
  });
});
