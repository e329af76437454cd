import * as fc from 'fast-check';

import { runs } from '../testing/runs';
import { type Value, toNumber, toText } from '../values/value';
import { aggregateCatalogue } from './catalogue';

function aggregate(name: string, values: readonly Value[], parameter?: number): Value {
  const accumulator = aggregateCatalogue.get(name)?.start(parameter);
  for (const value of values) accumulator?.add(value);
  return accumulator?.result();
}

/** Numbers as logs have them, of very different sizes, and close ones far from 0. */
const numbers = fc.oneof(
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value) => value / 100),
  fc.double({ min: 1e12, max: 1e12 + 1, noNaN: true }),
);
const lists = fc.array(numbers, { minLength: 1, maxLength: 60 });

/** A list, and the same in another order. */
const shuffled = lists.chain((values) =>
  fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })),
);

/** The sum of squares of distances from the mean, times the count, exactly. */
function exactVariance(values: readonly bigint[]): number {
  const count = BigInt(values.length);
  const sum = values.reduce((total, value) => total + value, 0n);
  const squares = values.reduce((total, value) => total + value * value, 0n);
  return Number(count * squares - sum * sum) / values.length ** 2;
}

const orderless = [...aggregateCatalogue.keys()].filter(
  (name) => !['earliest', 'latest', 'values', 'collect_values'].includes(name),
);

describe('aggregate functions', () => {
  it.each(orderless)('%s prints the same in any order', (name) => {
    fc.assert(
      fc.property(shuffled, ([values, others]) => {
        expect(toText(aggregate(name, others, 90))).toBe(toText(aggregate(name, values, 90)));
      }),
    );
  });

  it('give a percentile that occurs, with so many numbers up to it and no more', () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 0, max: 100 }), (values, percent) => {
        const found = toNumber(aggregate('pct', values, percent)) ?? Number.NaN;
        const wanted = Math.max(1, Math.ceil((percent * values.length) / 100));

        expect(values).toContain(found);
        expect(values.filter((value) => value <= found).length).toBeGreaterThanOrEqual(wanted);
        expect(values.filter((value) => value < found).length).toBeLessThan(wanted);
      }),
    );
  });

  it('give the variance that exact arithmetic gives', () => {
    const whole = fc.bigInt({ min: -(2n ** 50n), max: 2n ** 50n });
    const close = whole.chain((origin) =>
      fc.array(
        fc.bigInt({ min: 0n, max: 20n }).map((value) => origin + value),
        { minLength: 1 },
      ),
    );

    fc.assert(
      fc.property(fc.oneof(close, fc.array(whole, { minLength: 1 })), (values) => {
        const exact = exactVariance(values);
        const found = toNumber(aggregate('variance', values.map(Number))) ?? Number.NaN;

        expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact * 1e-9);
        expect(aggregate('stddev', values.map(Number))).toBe(Math.sqrt(found));
      }),
      { numRuns: runs(500) },
    );
  });
});
