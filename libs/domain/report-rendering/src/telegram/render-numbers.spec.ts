import { plainTextOf } from '../plain-text-of';
import { content, numbered, value } from '../testing/report-content';
import { reportViewOf } from '../view/report-view';
import { numberLines } from './render-numbers';

type Value = ReturnType<typeof value>;

const small = (name: string, traits: Partial<Value> = {}): Value => ({
  ...value(name, 12),
  prominence: 'detail',
  better: 'less',
  ...traits,
});

const linesOf = (...values: Value[]): string[] =>
  numberLines(reportViewOf(content({ values: [value('Calls', 1), ...values] }))).map(({ html }) => html);

describe('the small print', () => {
  it('shows no change but a notable one for the worse', () => {
    expect(
      linesOf(
        small('Failed', { earlier: [10, 10, 10] }),
        small('Late', { earlier: [11.5, 11.5, 11.5] }),
        small('Refused', { earlier: [20, 20, 20] }),
        small('Lost', { earlier: [0, 0, 0] }),
      ),
    ).toEqual(['Failed 12 <b>▲20%</b> · Late 12 · Refused 12 · Lost 12 <b>▲from\u00a00</b>']);
    expect(
      linesOf(
        small('Failed', { value: 110, earlier: [100, 100, 100] }),
        small('Late', { value: 109, earlier: [100, 100, 100] }),
      ),
    ).toEqual(['Failed 110 <b>▲10%</b> · Late 109']);
  });

  it('begins a new line before one is too long for a phone', () => {
    const lines = linesOf(...numbered(12).map((index) => small(`A number of many ${index}`))).map((html) =>
      plainTextOf({ html }),
    );

    expect(lines.length).toBeGreaterThan(1);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it.each([7, 12, 20, 24, 29, 34])('leaves no number of %d alone in the last line', (count) => {
    const lines = linesOf(...numbered(count).map((index) => small(`Number ${index}`, { value: index ** 3 })));

    const lengths = lines.map((html) => plainTextOf({ html }).length);
    expect(Math.min(...lengths)).toBeGreaterThan(Math.max(...lengths) / 2);
  });
});

describe('a number with a line of its own', () => {
  const line = (traits: Partial<Value>): string | undefined =>
    linesOf(value('B', 1), value('C', 1), value('D', 1), { ...value('Calls', 8), better: 'more', ...traits }).at(-1);

  it('has bars, number and change', () => {
    expect(line({ earlier: [10, 10, 9, 8] })).toBe('<code>██▇▆▆</code> Calls <b>8</b> <b>▼11%</b>');
    expect(line({ earlier: [8.5, 8.5, 8.5, 8.5] })).toBe('<code>█████</code> Calls <b>8</b> ▼6%');
  });

  it('is not compared with the first window in which it was counted, which may have begun before', () => {
    expect(line({ earlier: [1] })).toBe('<code>▁█</code> Calls <b>8</b>');
    expect(line({ earlier: [1, 4] })).toBe('<code>▁▄█</code> Calls <b>8</b> ▲100%');
    expect(line({ earlier: [1, 8, 8, 8] })).toBe('<code>▁████</code> Calls <b>8</b> ±0%');
    expect(line({ earlier: [4], parts: [4, 4] })).toBe('<code>██</code> Calls <b>8</b> ▲100%');
  });

  it('has bars of a month below, where they leave no room for a name beside them', () => {
    const parts = numbered(30).map((index) => index % 2);

    expect(line({ parts })).toBe(`Calls <b>8</b>\n<code>${'▁█'.repeat(15)}</code>`);
  });
});
