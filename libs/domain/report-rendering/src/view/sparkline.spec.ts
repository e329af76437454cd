import { content, value } from '../testing/report-content';
import { reportViewOf } from './report-view';
import { barsOf, sparkline } from './sparkline';

describe('sparkline', () => {
  it.each([
    ['a rise', [1, 2, 3, 4, 5, 6, 7, 8], '▁▂▃▄▅▆▇█'],
    ['from zero, not from the lowest', [295, 396, 200], '▆█▄'],
    ['a gap, which is no zero', [7, null, 0, 14], '▄·▁█'],
    ['the same number throughout', [5, 5, 5], '███'],
    ['nothing but zeros', [0, 0], '▁▁'],
    ['numbers below zero', [-2, -1, 0], '▁▄█'],
    ['the largest doubles', [-Number.MAX_VALUE, 0, Number.MAX_VALUE], '▁▄█'],
    ['the smallest ones', [0, 5e-324], '▁▁'],
    ['nothing but gaps', [null, null], '··'],
    ['nothing', [], ''],
  ])('draws %s', (_case, series, expected) => {
    expect(sparkline(series)).toBe(expected);
  });
});

describe('the sparklines of a report', () => {
  const barsIn = (values: Parameters<typeof content>[0]) => {
    const { headline } = reportViewOf(content(values));
    const bars = barsOf(headline);
    return { drawn: headline.map(({ series }) => bars.draw(series)), meaning: bars.meaning };
  };

  it('have one day in one column', () => {
    const values = [{ ...value('Old', 3), earlier: [1, 2] }, { ...value('Young', 2), earlier: [1] }, value('New', 5)];

    expect(barsIn({ values })).toEqual({ drawn: ['▃▅█', '·▄█', ''], meaning: { count: 3, period: 'day' } });
  });

  it('are of two weeks at most', () => {
    const values = [{ ...value('Old', 3), earlier: Array.from({ length: 20 }, (_, index) => index) }];

    expect(barsIn({ values }).drawn[0]).toHaveLength(14);
  });

  it('are of the days of the window where it has any, and of nothing else', () => {
    const values = [
      { ...value('Sum', 6), parts: [1, 2, 3] },
      { ...value('Other', 3), earlier: [1, 2] },
    ];

    expect(barsIn({ values }).drawn).toEqual(['▃▅█', '']);
  });
});
