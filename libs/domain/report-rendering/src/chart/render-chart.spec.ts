import * as fc from 'fast-check';

import { expectGolden, expectWellFormed } from '../testing/expectations';
import { hostileContent } from '../testing/hostile-content';
import { type Value, content, value } from '../testing/report-content';
import { usageReports } from '../testing/usage-reports';
import { type Chart, renderChart } from './render-chart';
import { colors } from '../view/colors';

const chartOf = (...[report, options]: Parameters<typeof renderChart>): Chart => {
  const chart = renderChart(report, options);
  if (chart === undefined) throw new Error('There was nothing to draw.');
  return chart;
};

const textsOf = ({ svg }: Chart): string[] => [...svg.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text = '']) => text);

const withSeries = (parts: (number | null)[]) => ({
  ...usageReports.weekly,
  values: [{ ...value('Requests', 7), parts }],
});

describe('renderChart', () => {
  it('draws a week with a panel per number, or the days before a report without parts', () => {
    expectGolden('chart/golden/weekly.svg', chartOf(usageReports.weekly).svg);
    expectGolden('chart/golden/weekly-ru.svg', chartOf(usageReports.weekly, { language: 'ru' }).svg);
    const options = { language: 'de', timeZone: 'Europe/Berlin' };
    expectGolden('chart/golden/daily.svg', chartOf(usageReports.daily, options).svg);
  });

  it.each([
    ['has no history', content()],
    ['knows one number only', withSeries([null, null, 4])],
    ['has no numbers', content({ values: [] })],
  ])('draws nothing for a report that %s', (_case, report) => {
    expect(renderChart(report)).toBeUndefined();
  });

  it('shows a gap, and a zero as a zero', () => {
    const { svg } = chartOf(withSeries([3, null, 0, 4]));

    const bars = [...svg.matchAll(/<rect x="[^"]+" y="[^"]+" width="[^"]+" height="([^"]+)" rx="4" fill="([^"]+)"/g)];
    expect(Number(bars[2]?.[1])).toBeGreaterThanOrEqual(4);
    expect(bars.map(([, height, fill]) => [Number(height) > 4, fill === 'url(#gap)'])).toEqual([
      [true, false],
      [true, true],
      [false, false],
      [true, false],
    ]);
    expect(textsOf(chartOf(withSeries([3, null, 0, 4])))).toContain('Hatched: no number is known.');
    expect(textsOf(chartOf(withSeries([3, 0, 4])))).not.toContain('Hatched: no number is known.');
  });

  it('draws the week before as a line with its gaps, and what is usual as a band', () => {
    const chart = chartOf(usageReports.weekly);

    const [path = ''] = chart.svg.match(/d="[^"]+" fill="none"/) ?? [];
    expect([path.match(/M/g)?.length, path.match(/L/g)?.length]).toEqual([2, 4]);
    expect(chart.svg.split(`fill="${colors.band.light}"`)).toHaveLength(7);
    expect(textsOf(chart)).toContain('Line: the week before. Band: what is usual.');
    expect(textsOf(chartOf(withSeries([1, 2]))).join()).not.toMatch(/Line|Band/);
  });

  it('has at most two panels, headline first and small print last', () => {
    const parts = [1, 2];
    const detail = value('p95', 1, { parts, prominence: 'detail' });
    const others = ['a', 'b', 'c', 'd'].map((title) => value(title, 3, { parts }));
    const headline = ['x', 'y'].map((title) => value(title, 3, { parts, prominence: 'headline' }));
    const titlesOf = (...values: Value[]): string[] =>
      textsOf(chartOf({ ...usageReports.weekly, values })).filter((text) => /^[a-z]\w*$/.test(text));

    expect(titlesOf(detail, ...others, ...headline)).toEqual(['x', 'y']);
    expect(titlesOf(detail, ...others.slice(3))).toEqual(['d', 'p95']);
  });

  it('says how long it is if a bar is a week', () => {
    const windowStartMs = Date.parse('2026-10-29T12:25:00Z');
    const weeks = { ...usageReports.weekly, windowStartMs, values: [{ ...value('Requests', 7), parts: [1, 2, 3, 1] }] };

    const chart = chartOf(weeks);

    expect(textsOf(chart)).toContain('A bar is the 7 days that end on its day.');
    expect(chart.altText).toMatch(/^Weekly usage, 28 days to Thu 26 Nov, 12:25 UTC\./);
  });

  it('shows the people of each day of a week, below its requests', () => {
    const people = { ...value('People', 127), queryId: 'activity', numberId: 'people' };
    const values = [
      { ...value('Requests', 7), prominence: 'headline' as const, parts: [3, 4] },
      { ...people, value: 274, prominence: 'headline' as const, earlier: [250] },
      { ...value('New', 3), parts: [1, 2] },
      { ...people, additive: false as const, parts: [120, 134] },
    ];

    const texts = textsOf(chartOf({ ...usageReports.weekly, values }));

    expect(texts.filter((text) => /^[A-Z][a-z]+$/.test(text))).toEqual(['Requests', 'People']);
    expect(texts).toEqual(expect.arrayContaining(['120', '134']));
  });

  it('has a dark mode, which differs only in its colours', () => {
    const [light, dark] = (['light', 'dark'] as const).map((mode) => chartOf(usageReports.weekly, { mode }).svg);

    const colorless = (svg = '') => svg.replace(/#[0-9a-f]{6}/g, '#');
    expect(colorless(dark)).toBe(colorless(light));
    expect(dark).not.toContain('#ffffff');
    expectGolden('chart/golden/weekly-dark.svg', dark ?? '');
  });

  it('has a caption of two short lines', () => {
    expect(chartOf(usageReports['history-7']).caption.replaceAll('\u00a0', ' ')).toBe(
      'Requests 2,982 · People 121 a day\nDaily usage, 7 days to Thu 26 Nov, 12:25 UTC',
    );
  });

  it('says in words what it shows', () => {
    expect(chartOf(usageReports.weekly).altText).toBe(
      'Weekly usage, 7 days to Thu 26 Nov, 12:25 UTC. ' +
        'Requests: 504; 378; 420; 462; 588; 336; 294 (lowest 294, highest 588). ' +
        'People: 130; 110; 120; 125; 140; 115; 110 (lowest 110, highest 140).',
    );
  });

  it('says only the extremes if all numbers would be too long', () => {
    const parts = Array.from({ length: 31 }, (_, day) => 1_000_000_000 + day);
    const values = ['a', 'b'].map((title) => ({ ...value(title, 1), parts }));

    const { altText } = chartOf({ ...usageReports.weekly, values });

    expect(altText).toMatch(/^Weekly usage, .*\. a: lowest 1,000,000,000, highest 1,000,000,030\. b: [^;]*$/);
  });

  it('draws the English title, or else the id, if the font lacks letters of a title', () => {
    const title = { en: 'Weekly', hy: 'շաբաթական' };
    const parts = [1, 2];
    const values = [value('A', 3, { title, parts }), value('شهري', 3, { queryId: 'monthly', parts })];

    const texts = textsOf(chartOf({ ...usageReports.weekly, values }, { language: 'hy' }));

    expect(texts).toEqual(expect.arrayContaining(['Weekly', 'monthly']));
  });

  it('is well-formed, small enough and legible for any content', () => {
    fc.assert(
      fc.property(hostileContent, (report) => {
        const chart = renderChart(report);
        fc.pre(chart !== undefined);

        const names = expectWellFormed(chart.svg);
        expect([...names].filter((name) => /^(?:.*href|on.*|style|image|script)$/.test(name))).toEqual([]);
        expect(chart.svg).not.toMatch(/NaN|Infinity|undefined|[^\t\n\x20-\ud7ff\ue000-\ufffd]/);
        const [, width, height] = /^<svg [^>]*width="(\d+)" height="(\d+)"/.exec(chart.svg) ?? [];
        expect(Number(width) + Number(height)).toBeLessThanOrEqual(10_000);
        for (const [, size] of chart.svg.matchAll(/font-size="(\d+)"/g))
          expect(Number(size)).toBeGreaterThanOrEqual(28);
        expect(chart.altText.length).toBeLessThanOrEqual(900);
        expect(chart.altText).not.toMatch(/[\n\r]/);
        expect(chart.caption.length).toBeLessThanOrEqual(161);
        expect(chart.caption.split('\n')).toHaveLength(2);
        expect(renderChart(structuredClone(report))).toEqual(chart);
      }),
    );
  });
});

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const contrastOf = (one: string, other: string): number => {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
};

describe.each(['light', 'dark'] as const)('the colors of a %s picture', (mode) => {
  const { card, chartBar, newest } = colors;

  it.each(['text', 'faint', 'newest'] as const)('let %s be read', (name) => {
    expect(contrastOf(colors[name][mode], card[mode])).toBeGreaterThanOrEqual(4.5);
  });

  it('let bars be told from the background, and the newest from the others', () => {
    expect(contrastOf(chartBar[mode], card[mode])).toBeGreaterThanOrEqual(3);
    expect(contrastOf(chartBar[mode], newest[mode])).toBeGreaterThanOrEqual(2.5);
  });
});
