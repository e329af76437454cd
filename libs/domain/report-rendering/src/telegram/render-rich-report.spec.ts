import { type RichBlock, type RichText } from '@pulso/kit/telegram';
import * as fc from 'fast-check';

import { plainTextOf } from '../plain-text-of';
import { expectGolden } from '../testing/golden';
import { hostileContent } from '../testing/hostile-content';
import { type UsageReport, usageReports } from '../testing/usage-reports';
import { renderReport } from './render-report';
import { renderRichReport } from './render-rich-report';

const textOf = (text: RichText | undefined): string => {
  if (text === undefined) return '';
  if (typeof text === 'string') return text;
  return 'type' in text ? textOf(text.text) : text.map(textOf).join('');
};

/** What a reader sees with everything unfolded: a line per block and row. */
const linesOf = (blocks: readonly RichBlock[], indent = ''): string[] =>
  blocks.flatMap((block): string[] => {
    if (block.type === 'table') {
      return block.cells.map((row) => `${indent}| ${row.map(({ text }) => textOf(text)).join(' | ')} |`);
    }
    if (block.type === 'details') return [`> ${textOf(block.summary)}`, ...linesOf(block.blocks, '  ')];
    return [`${indent}${block.type === 'paragraph' ? '' : `${block.type}: `}${textOf(block.text)}`];
  });

/** Numbers as they are written, but for the ranks of rows, which a table has no need of. */
const numbersIn = (text: string): string[] =>
  text.replace(/^\d+\. /gm, '').match(/\d(?:[\d.,:\u00a0\u202f\u2060]*\d)?/g) ?? [];

const visible = (text: string): string => text.replaceAll('\u2060', '');

const names = Object.keys(usageReports) as UsageReport[];

describe('renderRichReport', () => {
  it.each(['daily', 'unusual', 'weekly', 'partial', 'no-requests'] as const)('looks as it did: %s', (name) => {
    const blocks = renderRichReport(usageReports[name], { language: 'en' }) ?? [];

    expectGolden(`telegram/golden/rich-${name}.en.txt`, `${linesOf(blocks).join('\n')}\n`);
  });

  it.each(names)('has every number of the HTML form: %s', (name) => {
    for (const language of ['en', 'ru']) {
      const blocks = renderRichReport(usageReports[name], { language }) ?? [];
      const shown = new Set(numbersIn(visible(linesOf(blocks).join('\n'))));

      const inHtml = numbersIn(visible(plainTextOf(renderReport(usageReports[name], { language }))));
      expect(inHtml.filter((number) => !shown.has(number))).toEqual([]);
    }
  });

  it('has every number of the HTML form, for any numbers', () => {
    const value = fc.record({
      value: fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e6, noNaN: true })),
      unit: fc.constantFrom('count' as const, 'milliseconds' as const, 'percent' as const),
      prominence: fc.constantFrom('headline' as const, 'detail' as const, 'body' as const),
      earlier: fc.array(fc.option(fc.nat(5000)), { maxLength: 14 }),
    });
    const rows = fc.array(fc.tuple(fc.nat(1000), fc.nat(100_000)), { maxLength: 15 });
    fc.assert(
      fc.property(fc.array(value, { maxLength: 12 }), rows, (values, counts) => {
        const content = {
          ...usageReports.daily,
          values: values.map(({ prominence, ...rest }, index) => ({
            ...rest,
            ...(prominence === 'body' ? {} : { prominence }),
            queryId: `q${index}`,
            title: { en: 'Number' },
          })),
          tables: [
            {
              queryId: 't',
              title: { en: 'Table' },
              rows: counts.map(([key, count]) => [
                { field: 'key', value: `k${key}` },
                { field: 'count', value: String(count) },
              ]),
            },
          ],
        };
        const shown = new Set(numbersIn(visible(linesOf(renderRichReport(content) ?? []).join('\n'))));

        const inHtml = numbersIn(visible(plainTextOf(renderReport(content))));
        expect(inHtml.filter((number) => !shown.has(number))).toEqual([]);
      }),
    );
  });

  it('shows hostile texts as text, or gives way to HTML where they are too long', () => {
    const kinds = /^(heading|paragraph|footer|table|details|bold|italic|code)$/;
    fc.assert(
      fc.property(hostileContent, (content) => {
        const blocks = renderRichReport(content);

        JSON.stringify(blocks ?? [], (key, value: unknown) => {
          if (key === 'type') expect(value).toMatch(kinds);
          if (typeof value === 'string') expect(value.isWellFormed()).toBe(true);
          return value;
        });
        expect(JSON.stringify(blocks ?? []).length).toBeLessThanOrEqual(32_768);
      }),
    );
  });

  it.each<[string, Partial<(typeof usageReports)['daily']>]>([
    [
      'blocks',
      { values: Array.from({ length: 501 }, (_, index) => ({ queryId: `${index}`, title: { en: 'N' }, value: 1 })) },
    ],
    [
      'columns',
      {
        tables: [
          {
            queryId: 't',
            title: { en: 'T' },
            rows: [Array.from({ length: 21 }, (_, index) => ({ field: `f${index}`, value: '1' }))],
          },
        ],
      },
    ],
    [
      'text',
      {
        tables: Array.from({ length: 40 }, (_, index) => ({
          queryId: `t${index}`,
          title: { en: 'T' },
          rows: Array.from({ length: 10 }, () => [{ field: 'f', value: 'ж'.repeat(40) }]),
        })),
      },
    ],
  ])('gives way to HTML where there are too many %s', (_what, overrides) => {
    expect(renderRichReport({ ...usageReports.daily, ...overrides })).toBeUndefined();
  });
});
