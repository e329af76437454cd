import { type ReportContent } from '@pulso/contracts/report-updates';
import { renderReport } from '@pulso/domain/report-rendering';

import { readReport } from './read-report';

const reportOf = (count: number, earlier?: readonly number[]): ReportContent => ({
  reportId: 'daily-usage',
  title: { en: 'Daily usage' },
  state: 'complete',
  windowStartMs: Date.parse('2026-11-25T12:25:00Z'),
  windowEndMs: Date.parse('2026-11-26T12:25:00Z'),
  values: Array.from({ length: count }, (_, index) => ({
    queryId: `q${index}`,
    title: { en: `Q${index}` },
    value: 1000 + index,
    ...(earlier && { earlier: [...earlier] }),
  })),
  missing: [],
  trigger: 'schedule',
});

describe('readReport', () => {
  it.each([
    ['a few numbers', reportOf(6)],
    ['a few numbers with earlier ones', reportOf(6, [7, 8, 9])],
    ['numbers that have long been the same', reportOf(6, [7, 7, 7])],
    ['more numbers than have formatting', reportOf(120)],
    ['more numbers than have formatting, with earlier ones', reportOf(80, [7, 8, 9])],
  ])('finds %s as they were rendered', (_case, content) => {
    const report = readReport(renderReport(content).html);

    expect(report?.isCut).toBe(false);
    expect(report?.values).toEqual(new Map(content.values.map(({ title, value }) => [title.en, value])));
  });
});
