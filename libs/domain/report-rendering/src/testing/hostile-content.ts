import { type LocalizedText } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import * as fc from 'fast-check';

import { reasonText } from '../view/missing-view';

/** Texts that break markup, lines, encodings and mentions where they are not taken for text. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    ...['</b>', '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' style='", '&', '&amp', ']]>', '<!--'],
    ...['\ud83d', '\uffff', '😀'.repeat(100), '\u202e', '\r\nBcc: a@example.org', '中文 ２０２６年', ''],
    ...['@ptr', '<!channel>', '<@U123>', '@everyone', '@here', '`*_~|'],
    ...['[x](https://evil.example)', 'https://evil.example'],
  ),
);

const title: fc.Arbitrary<LocalizedText> = fc.record({ en: hostileText });
const id = fc.oneof(fc.string({ minLength: 1, maxLength: 30 }), fc.constantFrom('<', '@everyone', '"'));
const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(1000), fc.constant(0));
const series = fc.array(fc.option(number), { maxLength: 40 });

const value = fc.record(
  {
    queryId: id,
    numberId: id,
    title,
    value: number,
    unit: fc.constantFrom('count', 'milliseconds', 'percent'),
    better: fc.constantFrom('more', 'less'),
    prominence: fc.constantFrom('headline', 'detail'),
    additive: fc.constant(false),
    earlier: series,
    baseline: fc.record({ low: number, high: number }),
    isAnomaly: fc.constant(true),
    movers: fc.array(fc.record({ queryId: id, tableId: id, key: hostileText, change: number }), { maxLength: 4 }),
    parts: series,
  },
  { requiredKeys: ['queryId', 'title', 'value'] },
);
const field = fc.constantFrom('a', 'b', '<');
const cell = fc.record({ field, value: fc.oneof(hostileText, fc.nat().map(String)) });
const format = fc.constantFrom('number', 'hour', 'day', 'chat', 'language', 'command');
const column = fc.record({ field, title, format }, { requiredKeys: ['field', 'title'] });
const table = fc.record(
  {
    queryId: id,
    tableId: id,
    title,
    columns: fc.uniqueArray(column, { maxLength: 3, selector: (one) => one.field }),
    rows: fc.array(fc.array(cell, { maxLength: 3 }), { maxLength: 4 }),
    before: series,
    omittedRowCount: fc.nat(),
  },
  { requiredKeys: ['queryId', 'title', 'rows'] },
);

const missing = fc.record({ queryId: id, title, reason: fc.record({ code: id, message: hostileText }) });

/** Any content that the contract allows, with texts of the worst kind. */
export const hostileContent: fc.Arbitrary<ReportContent> = fc.record(
  {
    reportId: id,
    title,
    state: fc.constantFrom('progress', 'partial', 'complete'),
    windowStartMs: fc.nat(2_000_000_000_000),
    windowEndMs: fc.integer({ min: 2_000_000_000_000, max: 4_000_000_000_000 }),
    values: fc.array(value, { maxLength: 8 }),
    tables: fc.array(table, { maxLength: 3 }),
    missing: fc.array(missing, { maxLength: 4 }),
    noRecords: fc.boolean(),
    trigger: fc.constantFrom('schedule', 'chat', 'history', 'odd'),
  },
  { requiredKeys: ['reportId', 'title', 'state', 'windowStartMs', 'windowEndMs', 'values', 'missing'] },
) as fc.Arbitrary<ReportContent>;

/** Puts letters alone in the place of every title, reason and cell; equal ones for equal reasons. */
export function withHarmlessTexts(report: ReportContent): ReportContent {
  const sentences = [...new Set(report.missing.map(({ reason }) => reasonText(reason, 'en')))];
  return JSON.parse(JSON.stringify(report), (key, part) => {
    if (key === 'en') return 'x';
    if (key === 'reason') return { ...part, message: 'x'.repeat(1 + sentences.indexOf(reasonText(part, 'en'))) };
    // A number stays one: it may have changed.
    return key === 'value' && typeof part === 'string' && !/^\d*$/.test(part.trim()) ? 'x' : part;
  }) as ReportContent;
}
