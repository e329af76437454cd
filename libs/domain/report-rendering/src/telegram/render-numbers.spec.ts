import { content, numbered, value } from '../testing/report-content';
import { renderReport } from './render-report';

type Value = ReturnType<typeof value>;

const small = (name: string, traits: Partial<Value> = {}): Value => ({
  ...value(name, 12),
  prominence: 'detail',
  better: 'less',
  ...traits,
});

const linesOf = (...values: Value[]): string[] =>
  renderReport(content({ values: [value('Calls', 1), ...values] }))
    .html.split('\n\n')[1]
    ?.split('\n') ?? [];

describe('the small print', () => {
  it('shows no change, and what is unusual', () => {
    expect(
      linesOf(
        small('Failed', { earlier: [10, 10, 10, 10, 10, 10, 10, 10] }),
        small('Late', { usualRange: { low: 0, high: 3 }, isUnusual: true }),
      ),
    ).toEqual(['Failed 12 · Late 12 <b>(usually 0 to 3)</b>']);
  });

  it('begins a new line before one is too long for a phone', () => {
    const lines = linesOf(...numbered(12).map((index) => small(`A number of many ${index}`)));

    expect(lines.length).toBeGreaterThan(1);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it.each([7, 12, 20, 24, 29, 34])('leaves no number of %d alone in the last line', (count) => {
    const lines = linesOf(...numbered(count).map((index) => small(`Number ${index}`, { value: index ** 3 })));

    const lengths = lines.map((line) => line.length);
    expect(Math.min(...lengths)).toBeGreaterThan(Math.max(...lengths) / 2);
  });
});

describe('a number with a line of its own', () => {
  const line = (traits: Partial<Value>): string =>
    linesOf(value('B', 1), value('C', 1), value('D', 1), { ...value('Calls', 8), better: 'more', ...traits }).join(
      '\n',
    );

  const week = [10, 10, 9, 8, 8, 8, 8, 8];

  it('has bars, number and a plain change, however large', () => {
    expect(line({ earlier: week })).toBe('<code>██▇▆▆▆▆▆▆</code> Calls <b>8</b> ▼20%');
    expect(line({ earlier: week.with(1, 1) })).toMatch(/ Calls <b>8<\/b> ▲700%$/);
  });

  it('has bars of a month below, where they leave no room for a name beside them', () => {
    const parts = numbered(30).map((index) => index % 2);

    expect(line({ parts })).toBe(`Calls <b>8</b>\n<code>${'▁█'.repeat(15)}</code>`);
  });
});
