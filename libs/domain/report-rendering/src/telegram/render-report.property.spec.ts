import { type LocalizedText } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import * as fc from 'fast-check';

import { plainTextOf } from '../plain-text-of';
import { reportViewOf } from '../view/report-view';
import { maxMessageLength, renderReport } from './render-report';
import { reportButtons } from './report-buttons';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.stringMatching(/^(<\/?[bia]>|&(lt|amp|#\d);|["'\n<>&]|\ud83d|\udc00|😀){0,60}$/u),
  fc.constantFrom('</b>', '<', '&', '&amp', '\ud83d', '😀'.repeat(200), '\u202e', '\n', '<b><i>', ''),
);
/** Cheaper: a report has hundreds of them. */
const cellText = fc.oneof(
  fc.constantFrom('</b>', '<', '&amp', '\ud83d', '😀'.repeat(100), '\u202e', '\n', '<b><i>', '', '@ptr'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const title: fc.Arbitrary<LocalizedText> = fc.record({ en: hostile });
const queryId = fc.string({ minLength: 1 });
const instant = fc.nat(4_102_444_800_000);

const series = fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), { maxLength: 16 });
const optional = { requiredKeys: [] as [] };
const traits = fc.record(
  {
    unit: fc.constantFrom('count' as const, 'milliseconds' as const, 'percent' as const),
    better: fc.constantFrom('more' as const, 'less' as const),
    prominence: fc.constantFrom('headline' as const, 'detail' as const),
    additive: fc.constant(false as const),
    earlier: series,
    parts: series,
  },
  optional,
);
const value = fc.record({ queryId, title, value: fc.double({ noNaN: true }) });
const columns = fc.array(
  fc.record({
    field: cellText,
    title,
    format: fc.constantFrom('number' as const, 'hour' as const, 'language' as const),
  }),
  { maxLength: 3 },
);

/** A few, over and over: cheaper than as many different ones, and as long. */
const manyOf = <T>(one: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[]> =>
  fc.tuple(fc.array(one, { minLength: 1, maxLength: 6 }), fc.nat(maxLength)).map(([some, count]) =>
    Array.from({ length: Math.ceil(count / some.length) }, () => some)
      .flat()
      .slice(0, count),
  );

const content: fc.Arbitrary<ReportContent> = fc
  .record({
    reportId: queryId,
    title,
    state: fc.constantFrom('progress' as const, 'partial' as const, 'complete' as const),
    windowStartMs: instant,
    windowEndMs: instant,
    values: manyOf(
      fc.tuple(value, traits).map(([one, more]) => ({ ...one, ...more })),
      80,
    ),
    tables: manyOf(
      fc.record({
        queryId,
        title,
        rows: manyOf(fc.array(fc.record({ field: cellText, value: cellText }), { maxLength: 3 }), 12),
        omittedRowCount: fc.nat(),
      }),
      12,
    ),
    missing: fc.array(fc.record({ queryId, title, reason: fc.record({ code: hostile, message: hostile }) }), {
      maxLength: 80,
    }),
    noRecords: fc.boolean(),
    trigger: fc.constantFrom('schedule', 'chat', 'history', 'odd'),
  })
  .chain((report) =>
    fc.oneof(
      fc.constant(report),
      columns.map((some) => ({ ...report, tables: report.tables.map((table) => ({ ...table, columns: some })) })),
    ),
  );

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
        const text = plainTextOf(rendered);
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
        const { html } = renderReport(report, { ...options, language: 'en' });
        const { headline, body, details, tables, missing } = reportViewOf(report, { ...options, language: 'en' });

        const leftOut = / *(\d+) lines? left out, a message holds no more\.<\/i>$/.exec(html);
        const text = plainTextOf({ html }).replaceAll('\u2060', '');
        if (leftOut) expect(Number(leftOut[1])).toBeGreaterThan(0);
        else {
          for (const number of [...headline, ...body, ...details])
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

        expect(line).toContain(first.parts && first.additive === false ? '<b>' : `<b>${number}</b>`);
      }),
    );
  });

  it('says the same about the same content', () => {
    fc.assert(
      fc.property(content, reader, (report, options) => {
        expect(renderReport(structuredClone(report), options)).toEqual(renderReport(report, options));
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
