import { boundValues } from './bound-values';
import { checkQuery } from './check-query';
import { describeSet } from './describe-set';
import { setOf, uniteSets } from './value-set';

const values = Array.from({ length: 2_000 }, (_, index) => `v${index}`);

describe('boundValues', () => {
  it('keeps the values of a short query, and of a long one when they are few', () => {
    const few = uniteSets(['a', 'b', 1, 3].map(setOf));

    expect(describeSet(boundValues(few, 10_000))).toBe('1, 3, "a" or "b"');
    expect(boundValues(uniteSets(values.map(setOf)), 100).texts.listed.size).toBe(2_000);
  });

  it('takes many values for any text and the range of the numbers in a long query', () => {
    const many = uniteSets([...values, ...values.map((_, index) => 2 * index)].map(setOf));

    expect(describeSet(boundValues(many, 10_000))).toBe('a number from 0 to 3998 or a text');
  });
});

describe('checkQuery', () => {
  it('looks at every value of a field where the query is short', () => {
    const schema = { fields: { k: { type: 'text', values } } } as const;
    const padded = (query: string): string => `${query} #`.padEnd(9_000);

    expect(checkQuery('filter k = "w7"', schema)).toHaveLength(1);
    expect(checkQuery(padded('filter k = "w7"'), schema)).toEqual([]);
  });
});
