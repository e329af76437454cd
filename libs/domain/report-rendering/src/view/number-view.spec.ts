import { type ReportContent } from '@pulso/contracts/report-updates';

import { type Value, content, numbered, value } from '../testing/report-content';
import { type NumberView } from './number-view';
import { drawBars, heightsOf } from './series';
import { reportViewOf } from './report-view';

const numbersOf = (report: Partial<ReportContent>, language?: string) => {
  const { headline, body, details } = reportViewOf(content(report), { language });
  return [...headline, ...body, ...details.flatMap(({ numbers }): readonly NumberView[] => numbers)];
};

const viewOf = (traits: Partial<Value>, language?: string) =>
  numbersOf({ values: [value('Calls', 10, traits)] }, language)[0];

/**
 * A number's days up to the one before: a week before it was as given, and then for a week as it was on the first day.
 */
const weekAfter = (before: number): number[] => [1, before, 1, 1, 1, 1, 1, 1];

/** Of a report of a week. */
const weekViewOf = (number: Value) =>
  numbersOf({ windowStartMs: Date.parse('2026-11-19T12:25:00Z'), values: [number] })[0];

describe('a number', () => {
  it.each([
    [1_234_567.5, 'count', 'en', '1,234,567.5'],
    [1_234_567.5, 'count', 'de', '1.234.567,5'],
    [1234, 'count', 'es', '1234'],
    [12_345, 'count', 'es', '12\u202f345'],
    [1234, 'count', 'pt-br', '1.234'],
    [1_234_567.5, 'count', 'ru', '1\u202f234\u202f567,5'],
    [39.4, 'milliseconds', 'en', '39\u00a0ms'],
    [3.25, 'milliseconds', 'de', '3,25\u00a0ms'],
    [999.4, 'milliseconds', 'en', '999\u00a0ms'],
    [999.5, 'milliseconds', 'en', '1\u00a0s'],
    [1234, 'milliseconds', 'ru', '1,2\u00a0с'],
    [59_940, 'milliseconds', 'en', '59.9\u00a0s'],
    [59_950, 'milliseconds', 'en', '1\u00a0min'],
    [200_000, 'milliseconds', 'en', '3.3\u00a0min'],
    [1.234, 'percent', 'es', '1,23\u00a0%'],
    [1.234, 'percent', 'pt-br', '1,23%'],
  ] as const)('of %d as %s in %s is %s', (number, unit, language, text) => {
    expect(viewOf({ value: number, unit }, language)?.text).toBe(text);
  });

  it.each([
    [41.89, 31, 74, 'en', '42%', '31 of 74'],
    [8.29, 1_034.5, 12_480, 'de', '8,3\u00a0%', '1.035 von 12.480'],
    [0, 0, 9, 'es', '0\u00a0%', '0 de 9'],
    [14.38, 39.43, 274, 'ru', '14\u00a0%', '39 из 274'],
  ])('of %d percent shows its %d of %d, in %s', (percent, part, of, language, text, note) => {
    expect(viewOf({ value: percent, part, of, unit: 'percent' }, language)).toMatchObject({ text, note });
  });

  it('has a range if it was not always the same', () => {
    expect(viewOf({ earlier: [3] })?.bars?.rangeText).toBe('3 to 10');
    expect(viewOf({ earlier: [10] })?.bars?.rangeText).toBe('10');
  });

  it.each([
    ['more', 12, '▲20%', false],
    ['more', 8, '▼20%', true],
    ['less', 12, '▲20%', true],
    ['less', 8, '▼20%', false],
    [undefined, 12, '▲20%', false],
    ['less', 10, '±0%', false],
    ['more', 109.9, '▲999%', false],
    ['more', 900, '▲>999%', false],
  ] as const)('that should be %s and is %d has changed by %s, which is bad: %s', (better, number, text, isBad) => {
    const traits = better === undefined ? {} : { better };

    expect(viewOf({ value: number, earlier: weekAfter(10), ...traits })?.change).toMatchObject({ text, isBad });
  });

  it.each([
    ['en', '▲from\u00a00'],
    ['es', '▲antes\u00a00'],
    ['ru', '▲было\u00a00'],
  ])('that was 0 before has no percentage, in %s', (language, text) => {
    expect(viewOf({ value: 3, earlier: weekAfter(0) }, language)?.change?.text).toBe(text);
  });

  it.each([
    [2.5, 'de', '▲0,5\u00a0Punkte'],
    [3, 'de', '▲1\u00a0Punkt'],
    [1, 'en', '▼1\u00a0point'],
    [2.5, 'ru', '▲0,5\u00a0п.\u00a0п.'],
    [1.5, 'en', '▼0.5\u00a0points'],
    [3, 'en', '▲1\u00a0point'],
    [2.5, 'es', '▲0,5\u00a0puntos'],
    [3, 'es', '▲1\u00a0punto'],
    [3.5, 'es', '▲1,5\u00a0puntos'],
    [3.5, 'pt', '▲1,5\u00a0ponto'],
    [4, 'pt', '▲2\u00a0pontos'],
    [3, 'ru', '▲1\u00a0п.\u00a0п.'],
    [2.04, 'en', '±0\u00a0points'],
    [1.96, 'en', '±0\u00a0points'],
  ])('in percent that is %d after 2 changes by points', (number, language, text) => {
    expect(viewOf({ value: number, unit: 'percent', earlier: weekAfter(2) }, language)?.change?.text).toBe(text);
  });

  it.each([
    [0.02, 0.01],
    [0.04, 0],
    [1.96, 2],
  ])('in percent is not worse if its text has not changed: %d after %d', (number, before) => {
    const earlier = weekAfter(before);

    expect(viewOf({ value: number, unit: 'percent', better: 'less', earlier })?.change).toMatchObject({
      text: '±0\u00a0points',
      isBad: false,
    });
  });

  it('that is a sum over a gap says so, and is not compared', () => {
    const sum = value('Calls', 19, { parts: [1, 2, null, 4, 5, null, 7], earlier: [30] });

    expect(weekViewOf(sum)).toMatchObject({ note: '2 days missing', change: undefined });
  });

  it('that is an average of days says so, in whole people', () => {
    const average = value('People', 121.43, { additive: false, parts: [120, 122, 121, 120, 124, 120, 123] });

    expect(weekViewOf(average)).toMatchObject({ text: '121\u00a0a\u00a0day', note: undefined });
  });

  it('that is an average time or share says so', () => {
    const average = value('p95', 380.4, { unit: 'milliseconds', additive: false, parts: [380, 381] });

    expect(weekViewOf(average)?.text).toBe('380\u00a0ms\u00a0on\u00a0average');
  });

  it('that is an average is compared, also over a gap', () => {
    const parts = [120, null, 121, 119, null, 120, 120];
    const average = value('People', 120, { additive: false, parts, earlier: [100] });

    expect(weekViewOf(average)).toMatchObject({ note: '2 days missing', change: { text: '▲20%' } });
  });

  it.each([
    ['more', 900, false],
    ['more', 7, true],
    ['less', 900, true],
    [undefined, 900, false],
  ] as const)('of a number that should be %s and is %d is bad: %s', (better, number, isBad) => {
    const traits: Partial<Value> = { baseline: { low: 260, high: 310 }, isAnomaly: true, ...(better && { better }) };

    expect(viewOf({ value: number, ...traits })?.change).toEqual({
      text: 'usually 260 to 310',
      isAnomaly: true,
      isBad,
    });
  });
});

describe('what a number is compared with', () => {
  it.each([
    ['nothing in the first week', [1, 2, 3, 4, 5, 6], undefined],
    ['not the first day, whose records may begin within it', [1, 2, 3, 4, 5, 6, 7], undefined],
    ['the same weekday a week before', [1, 5, 3, 4, 5, 6, 7, 8], '▲100%'],
    ['nothing if that is a gap', [1, null, 3, 4, 5, 6, 7, 8], undefined],
  ])('is, for a day, %s', (_case, earlier, change) => {
    expect(viewOf({ earlier })?.change?.text).toBe(change);
  });

  it.each([
    ['nothing at first', {}, undefined],
    ['not the very first one', { earlier: [5] }, undefined],
    ['the one before, however many are known', { earlier: [1, 8, 8, 5] }, '▲100%'],
    ['nothing if that is a gap', { earlier: [1, 5, null] }, undefined],
    ['the sum before, for a sum', { earlier: [5], parts: [1, 9] }, '▲100%'],
  ])('is, for a week, %s', (_case, traits, change) => {
    expect(weekViewOf(value('Calls', 10, traits))?.change?.text).toBe(change);
  });

  it.each([
    [1001, 1000, '±0%'],
    [5, 0, '▲from\u00a00'],
    [0, 8, '▼100%'],
    [3, 1000, '▼99%'],
    [1997, 1000, '▲100%'],
    [-5, -10, '▲50%'],
  ])('changes to %d from %d by whole percent', (number, before, text) => {
    expect(viewOf({ value: number, earlier: weekAfter(before) })?.change?.text).toBe(text);
  });
});

describe('bars', () => {
  it.each([
    ['a rise', [1, 2, 3, 4, 5, 6, 7, 8], '▁▂▃▄▅▆▇█'],
    ['from zero, not from the lowest', [295, 396, 200], '▆█▄'],
    ['a gap, which is not a zero', [7, null, 0, 14], '▄·▁█'],
    ['the same number throughout', [5, 5, 5], '███'],
    ['nothing but zeros', [0, 0], '▁▁'],
    ['numbers below zero', [-2, -1, 0], '▁▄█'],
    ['the largest doubles', [-Number.MAX_VALUE, 0, Number.MAX_VALUE], '▁▄█'],
    ['the smallest ones', [0, 5e-324], '▁▁'],
  ])('draw %s', (_case, series, drawn) => {
    expect(drawBars({ heights: heightsOf(series) })).toBe(drawn);
  });

  const barsIn = (...values: Value[]) => numbersOf({ values }).map(({ bars }) => bars && drawBars(bars));

  it('have a column per day', () => {
    expect(barsIn(value('Old', 3, { earlier: [1, 2] }), value('Young', 2, { earlier: [1] }), value('New', 5))).toEqual([
      '▃▅█',
      '·▄█',
      undefined,
    ]);
  });

  it('show two weeks at most', () => {
    expect(barsIn(value('Old', 3, { earlier: numbered(20) }))[0]).toHaveLength(14);
  });

  it('show only the days of the window if it has any', () => {
    expect(barsIn(value('Sum', 6, { parts: [1, 2, 3] }), value('Other', 3, { earlier: [1, 2] }))).toEqual([
      '▃▅█',
      undefined,
    ]);
  });
});
