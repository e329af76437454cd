import { type ReportContent } from '@pulso/contracts/report-updates';
import { renderChart, renderReport } from '@pulso/domain/report-rendering';
import { html } from '@pulso/kit/telegram';
import { showHtml } from '@pulso/world/telegram';
import * as fc from 'fast-check';

/** Texts that Telegram makes clickable anywhere, and texts that break markup. */
const clickable = fc.constantFrom(
  '/start',
  '/report@pulso_bot',
  't.me/joinspam',
  'https://example.com/a?b=c#d',
  'tg://resolve?domain=durov',
  'example.com',
  'пример.рф',
  'www.xn--e1afmkfd.com',
  '1.1.1.1:80',
  '@durov',
  '@gif',
  '#tag',
  '#тег@durov',
  '$TON',
  'ada@example.com',
  '4242 4242 4242 4242',
  '4242424242424242',
  'javascript:alert(1)',
  '<a href="tg://user?id=1">x</a>',
  '</b></code></blockquote>',
  '&amp;',
  '&#47;start',
);
const glue = fc.constantFrom(
  '',
  ' ',
  '/',
  '.',
  '@',
  '#',
  '$',
  ':',
  '://',
  '-',
  '(',
  '"',
  '\u2060',
  '\u200d',
  '\n',
  'a',
);
const words = fc
  .array(fc.oneof(clickable, glue, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 6 })
  .map((parts) => parts.join(''));
const title = fc.record({ en: words });
const number = fc.oneof(
  fc.constantFrom(1_100_100_100, 4_242_424_242_424_242, 1.5, -0.001, 1e300),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const series = fc.array(fc.option(number), { maxLength: 8 });
const id = fc.oneof(
  fc.constant('daily-usage'),
  words.filter((text) => text !== ''),
);

const value = fc.record(
  {
    queryId: id,
    title,
    value: number,
    unit: fc.constantFrom('milliseconds' as const, 'percent' as const),
    numberId: id,
    prominence: fc.constantFrom('headline' as const, 'detail' as const),
    earlier: series,
    parts: series,
  },
  { requiredKeys: ['queryId', 'title', 'value'] },
);

const cell = fc.record({ field: fc.oneof(fc.constantFrom('key', 'calls'), words), value: words });
const table = fc.record(
  {
    queryId: id,
    tableId: id,
    title,
    columns: fc.array(
      fc.record({
        field: fc.constantFrom('key', 'calls'),
        title,
        format: fc.constantFrom('number' as const, 'hour' as const, 'language' as const, undefined),
      }),
      { maxLength: 3 },
    ),
    rows: fc.array(fc.array(cell, { maxLength: 3 }), { maxLength: 4 }),
  },
  { requiredKeys: ['queryId', 'title', 'rows'] },
);

/** Now and then more than a message can format. */
const manyOf = <T>(one: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[]> =>
  fc
    .tuple(fc.array(one, { maxLength }), fc.constantFrom(1, 1, 1, 1, 1, 1, 15))
    .map(([some, times]) => Array.from({ length: times }, () => some).flat());

const content: fc.Arbitrary<ReportContent> = fc.record({
  reportId: id,
  title,
  state: fc.constantFrom('progress' as const, 'partial' as const, 'complete' as const),
  windowStartMs: fc.nat(4_102_444_800_000),
  windowEndMs: fc.nat(4_102_444_800_000),
  values: manyOf(value, 6),
  tables: manyOf(table, 3),
  missing: fc.array(fc.record({ queryId: id, title, reason: fc.record({ code: words, message: words }) }), {
    maxLength: 3,
  }),
  trigger: fc.constantFrom('schedule', 'chat', 'history'),
});

const reader = fc.record({
  language: fc.constantFrom('en', 'es', 'pt', 'de', 'ru'),
  timeZone: fc.constantFrom('UTC', 'Asia/Kolkata'),
  marker: fc.constantFrom(undefined, 'repeated' as const),
});

const ownFormatting: ReadonlySet<string> = new Set(['bold', 'italic', 'code', 'expandable_blockquote', 'blockquote']);

describe('a report in Telegram', () => {
  it('has no link but its hashtag, whatever titles, reasons and rows say', () => {
    fc.assert(
      fc.property(content, reader, (report, options) => {
        const { text, entities } = showHtml(renderReport(report, options).html);

        const others = entities.filter(({ type }) => !ownFormatting.has(type));
        const clicked = others.map(({ offset, length }) => text.slice(offset, offset + length));
        // Below the first line, and below the line that says that it is a repetition.
        const [, hashtag] = / (#\w+)$/m.exec(text.split('\n').slice(1, 3).join('\n')) ?? [];
        expect(clicked).toEqual(hashtag === undefined ? [] : [hashtag]);
      }),
    );
  });

  it('has no link in the words of its chart, whatever titles say', () => {
    fc.assert(
      fc.property(content, reader, (report, options) => {
        // A caption is plain text, in which Telegram finds links, too.
        const { altText } = renderChart(report, options) ?? { altText: '' };

        expect(showHtml(html`${altText}`.html).entities).toEqual([]);
      }),
    );
  });

  it('arrives as it was written', () => {
    fc.assert(
      fc.property(content, reader, (report, options) => {
        const rendered = renderReport(report, options);

        expect(showHtml(rendered.html).text).toBe(rendered.text.trim());
      }),
    );
  });
});
