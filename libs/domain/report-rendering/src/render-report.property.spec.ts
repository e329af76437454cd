import { type LocalizedText } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import * as fc from 'fast-check';

import { plainTextOf } from './plain-text-of';
import { maxMessageLength, renderReport } from './render-report';

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

const content: fc.Arbitrary<ReportContent> = fc.record({
  reportId: queryId,
  title,
  state: fc.constantFrom('progress', 'partial', 'complete'),
  windowStartMs: instant,
  windowEndMs: instant,
  values: fc.array(fc.record({ queryId, title, value: fc.double({ noNaN: true }) }), { maxLength: 80 }),
  tables: fc.array(
    fc.record({
      queryId,
      title,
      rows: fc.array(fc.array(fc.record({ field: cellText, value: cellText }), { maxLength: 3 }), { maxLength: 12 }),
      omittedRowCount: fc.nat(),
    }),
    { maxLength: 12 },
  ),
  missing: fc.array(fc.record({ queryId, title, reason: fc.record({ code: hostile, message: hostile }) }), {
    maxLength: 80,
  }),
});

/** How many lines the answers of a report take in a message without limit. */
const fullLineCountOf = ({ values, tables = [], missing }: ReportContent): number =>
  tables.reduce(
    (sum, { rows, omittedRowCount = 0 }) =>
      sum + (rows.length === 0 ? 1 : 1 + Math.min(rows.length, 10) + (rows.length > 10 || omittedRowCount > 0 ? 1 : 0)),
    values.length + missing.length,
  );

const marker = fc.constantFrom(undefined, 'repeated' as const, 'correction' as const);

/** Checks what Telegram checks: known tags, properly nested, and no bare special character. */
function expectTelegramHtml(html: string): void {
  const open: string[] = [];
  for (const [token, slash, name] of html.matchAll(/<(\/?)([bi])>|[<>&](?!(?:lt|gt|amp|quot);)/g)) {
    if (name === undefined) throw new Error(`A bare ${token} in ${html}`);
    if (slash === '') open.push(name);
    else expect(open.pop()).toBe(name);
  }
  expect(open).toEqual([]);
}

describe('renderReport', () => {
  it('is always well-formed Telegram HTML within the limit, for any content', () => {
    fc.assert(
      fc.property(content, marker, (report, mark) => {
        const rendered = renderReport(report, { marker: mark });

        expectTelegramHtml(rendered.html);
        const text = plainTextOf(rendered);
        expect(text.length).toBeLessThanOrEqual(maxMessageLength);
        expect(text.length).toBeGreaterThan(0);
        expect(text.isWellFormed()).toBe(true);
      }),
    );
  });

  it('says how many lines are left out exactly when some are', () => {
    fc.assert(
      fc.property(content, (report) => {
        const text = plainTextOf(renderReport(report));

        const lines = text.split('\n');
        const leftOut = /^(\d+) lines? left out, a message holds no more\. The table of runs has them\.$/.exec(
          lines.at(-1) ?? '',
        );
        const fixedCount = 5 + (report.state === 'complete' ? 0 : 1);
        if (!leftOut) expect(lines).toHaveLength(fixedCount + fullLineCountOf(report));
        else expect(Number(leftOut[1])).toBeGreaterThan(0);
      }),
    );
  });

  it('carries the first numbers in its first line', () => {
    fc.assert(
      fc.property(content, fc.integer(), (report, value) => {
        const [first] = report.values;
        fc.pre(first !== undefined);
        const values = [{ ...first, value }, ...report.values.slice(1)];

        const [line] = renderReport({ ...report, values })
          .html.replaceAll(',', '')
          .split('\n');

        expect(line).toContain(`<b>${value}</b>`);
      }),
    );
  });

  it('says the same about the same content', () => {
    fc.assert(
      fc.property(content, (report) => {
        expect(renderReport(structuredClone(report))).toEqual(renderReport(report));
      }),
    );
  });
});
