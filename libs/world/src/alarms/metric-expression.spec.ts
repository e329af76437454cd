import { readMetricExpression } from './metric-expression';

const series: Readonly<Record<string, (number | undefined)[]>> = { a: [1, undefined, 4], b: [2, 2, undefined] };

const calculate = (text: string) => readMetricExpression(text)((id) => series[id] ?? []);

describe('an expression over metrics', () => {
  it('adds up period by period, with no value where one is missing', () => {
    expect(calculate('a + b')).toEqual([3, undefined, undefined]);
  });

  it('fills what is missing', () => {
    expect(calculate('FILL(a, 0) + FILL(b, 1.5)')).toEqual([3, 2, 5.5]);
  });

  it('gives differences, with no value for the first period', () => {
    expect(calculate('DIFF(FILL(a, 0) + FILL(b,0))')).toEqual([undefined, -1, 2]);
  });

  it.each(['RATE(a)', 'a - b', 'FILL(a, REPEAT)', 'a b', '', 'DIFF(a', 'IF(a > 1, a)', 'DIFF'])(
    'refuses %j',
    (text) => {
      expect(() => readMetricExpression(text)).toThrow(RangeError);
    },
  );
});
