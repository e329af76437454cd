import { Instant, ListValue, type Value, WrittenNumber, jsonTrue, toText } from '../values/value';
import { aggregateCatalogue } from './catalogue';

/** The result over values, each at its time; the n-th of several functions may take a parameter. */
function aggregate(name: string, values: readonly Value[], parameter?: number, times?: readonly number[]): Value {
  const accumulator = aggregateCatalogue.get(name)?.start(parameter);
  values.forEach((value, index) => accumulator?.add(value, times?.[index]));
  return accumulator?.result();
}

const mixed: readonly Value[] = [3, undefined, '10', 'none', new WrittenNumber(2.5, '2.50'), 10];

describe('aggregate functions', () => {
  const table: readonly [name: string, values: readonly Value[], text: string | undefined, parameter?: number][] = [
    ['count', mixed, '5'],
    ['count', [], '0'],
    ['count_distinct', mixed, '4'],
    ['count_distinct', [], '0'],
    ['sum', mixed, '25.5'],
    ['sum', ['x', undefined], undefined],
    ['sum', [1e308, 1e308], undefined],
    ['sum', [jsonTrue, jsonTrue], '2'],
    ['avg', mixed, '6.375'],
    ['avg', [], undefined],
    ['min', mixed, 'none'],
    ['min', [new WrittenNumber(2.5, '2.50'), 3], '2.5'],
    ['min', [], undefined],
    ['max', mixed, '10'],
    ['max', [new Instant(0), new Instant(1)], '1970-01-01 00:00:00.001'],
    ['max', ['12345678901234567891', 1], '12345678901234567891'],
    ['sortsfirst', mixed, 'none'],
    ['sortsfirst', [new WrittenNumber(2.5, '2.50'), 3], '2.50'],
    ['sortsfirst', ['b10', 'b9'], 'b9'],
    ['sortsfirst', [], undefined],
    ['sortslast', ['a', new WrittenNumber(2.5, '2.50'), '01', 1], '2.50'],
    ['sortslast', ['b10', 'b9'], 'b10'],
    ['sortslast', [undefined], undefined],
    ['pct', mixed, '3', 50],
    ['pct', mixed, '2.5', 0],
    ['pct', mixed, '10', 100],
    ['pct', ['none', undefined], '0', 50],
    ['pct', [], '0', 99],
    ['percentile', [1, 2, 3, 4], '3', 75],
    ['percentile', [1, 2, 3, 4], '4', 75.1],
    ['median', [5, 1, 3], '3'],
    ['median', [4, 1, 3, 2], '2'],
    ['median', [], '0'],
    ['variance', [2, 4, 4, 4, 5, 5, 7, 9], '4'],
    ['variance', [7], '0'],
    ['variance', ['x'], undefined],
    ['variance', [1e200, -1e200], undefined],
    ['stddev', [2, 4, 4, 4, 5, 5, 7, 9, 'x', undefined], '2'],
    ['stddev', [1e9 + 0.1, 1e9 + 0.2, 1e9 + 0.3], '0.08165'],
    ['stddev', [0.1, 0.1, 0.1], '0'],
    ['stddev', [], undefined],
    ['values', ['b', 'a', undefined, 'b', 1, '1'], '["b","a",1]'],
    ['values', [new WrittenNumber(1.5, '1.50'), 1.5], '[1.50,1.5]'],
    ['collect_values', [undefined], undefined],
  ];

  it.each(table.map(([name, values, text, parameter]) => ({ name, values, text, parameter })))(
    '$name of $values is $text',
    ({ name, values, text, parameter }) => {
      expect(toText(aggregate(name, values, parameter))).toBe(text);
    },
  );

  it.each([
    ['earliest', ['b', 'a', 'c', undefined], [2, 1, 3, 0], 'a'],
    ['latest', ['b', 'c', 'a', undefined], [2, 3, 1, 4], 'c'],
    ['earliest', ['first', 'second'], [1, 1], 'first'],
    ['latest', ['first', 'second'], [1, 1], 'second'],
    ['earliest', ['x'], [-5], 'x'],
    ['latest', ['x'], [-Infinity], 'x'],
    ['earliest', ['lost', 'found'], [Number.NaN, 1e15], 'found'],
    ['latest', ['found', 'lost'], [-1e15, Number.NaN], 'found'],
    ['earliest', [undefined], [1], undefined],
    ['latest', [], [], undefined],
  ])('%s of %p at %p is %p', (name, values, times, value) => {
    expect(aggregate(name, values, undefined, times)).toBe(value);
  });

  it('earliest and latest keep a value without a time only where none has one', () => {
    expect(aggregate('earliest', ['a', 'b'])).toBe('a');
    expect(aggregate('latest', ['a', 'b'])).toBe('b');
    expect(aggregate('earliest', ['a', 'b', 'c'], undefined, [])).toBe('a');
  });

  it('earliest and latest ask for the time, and nothing else does', () => {
    const readers = [...aggregateCatalogue].filter(([, { readsTimestamp }]) => readsTimestamp).map(([name]) => name);

    expect(readers).toEqual(['earliest', 'latest']);
  });

  it('take one value each, but for the percentiles, and count takes none too', () => {
    for (const [name, { operandCount }] of aggregateCatalogue) {
      expect(operandCount).toEqual(name === 'count' ? [0, 1] : ['pct', 'percentile'].includes(name) ? [2, 2] : [1, 1]);
    }
  });

  it('take a percentile between 0 and 100 as second argument', () => {
    for (const name of ['pct', 'percentile']) {
      expect(aggregateCatalogue.get(name)).toMatchObject({ operandCount: [2, 2], parameter: { least: 0, most: 100 } });
    }
  });

  it.each([
    [7, 100, 7],
    [99.9, 1000, 999],
    [90, 10, 9],
    [0.1, 1000, 1],
    [50, 1, 1],
    [100, 100_000, 100_000],
  ])('pct %d of the numbers to %d is %d, in any order', (percent, count, rank) => {
    const numbers = Array.from({ length: count }, (_, index) => ((index * 7919) % count) + 1);

    expect(aggregate('pct', numbers, percent)).toBe(rank);
  });

  it('can be asked between two values', () => {
    for (const [name, results] of [
      ['pct', [5, 1, 1]],
      ['stddev', [0, 2, 2]],
      ['count_distinct', [1, 2, 2]],
    ] as const) {
      const accumulator = aggregateCatalogue.get(name)?.start(50);

      const shown = [5, 1, undefined].map((value) => {
        accumulator?.add(value);
        return accumulator?.result();
      });

      expect(shown).toEqual(results);
    }
  });

  it('list 10,000 values at most, and no more than a megabyte of them', () => {
    const many = aggregate(
      'values',
      Array.from({ length: 10_100 }, (_, index) => index),
    );
    const large = aggregate('values', ['a'.repeat(600_000), 'b'.repeat(600_000), 'c']);

    expect(many instanceof ListValue && many.items.length).toBe(10_000);
    expect(large instanceof ListValue && large.items.length).toBe(1);
  });

  it('start afresh for every group', () => {
    for (const { start } of aggregateCatalogue.values()) {
      const empty = start(50).result();
      start(50).add(5, 5);

      expect(start(50).result()).toEqual(empty);
    }
  });
});
