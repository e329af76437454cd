import * as fc from 'fast-check';

import { runs } from '../../../evidence/src/budget/runs';
import { lambdaFieldNames } from '../discovery/lambda-fields';
import { functionCatalogue } from '../functions/catalogue';
import { ListValue, MapValue } from '../values/structures';
import { Instant, type Value, WrittenNumber, isStructure, jsonTrue, toNumber, toText } from '../values/value';
import { functionResults, functionsWithoutNumbers } from './function-results';
import { systemFields } from './known-fields';
import { hasNumber } from './number-set';
import { hasText } from './text-set';
import { type ValueSet } from './value-set';

const values: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>(undefined, '', ' ', 'a', '1', '-2.5', '10.1.2.3', '[1,2]', '{"a":1}', 'ff', '10.0.0.0/8'),
  fc.constantFrom<Value>(
    0,
    1,
    -1,
    1e300,
    jsonTrue,
    new WrittenNumber(1, '1.0'),
    new Instant(1_000),
    new Instant(Infinity),
  ),
  fc.constantFrom<Value>(new ListValue(['a', 1]), new MapValue(new Map([['a', 'b']]))),
  fc.string({ maxLength: 5 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

function isIn(set: ValueSet, value: Value): boolean {
  if (value === undefined) return set.missing;
  if (isStructure(value)) return set.structures;
  if (value instanceof Instant) return set.times;
  const number = toNumber(value);
  return number === undefined ? hasText(set.texts, toText(value) ?? '') : hasNumber(set.numbers, number);
}

describe('functionResults', () => {
  it('are of functions that there are', () => {
    expect(
      [...functionResults.keys(), ...functionsWithoutNumbers].filter((name) => !functionCatalogue.has(name)),
    ).toEqual([]);
  });

  it.each([...functionResults].map(([name, { values: results }]) => ({ name, results })))(
    'have every result of $name',
    ({ name, results }) => {
      const { evaluate, operandCount } = functionCatalogue.get(name) ?? {
        evaluate: () => 'none',
        operandCount: [0, 0],
      };
      const [least = 0, most = 0] = operandCount;
      const operands = fc.array(values, { minLength: least, maxLength: Math.min(most, 4) });

      fc.assert(
        fc.property(operands, (operandValues) => {
          const result = evaluate(operandValues, { nowMs: 0, startMs: 0, endMs: 1 });

          expect([result, isIn(results, result)]).toEqual([result, true]);
        }),
        { numRuns: runs(200) },
      );
    },
  );

  it.each([...functionsWithoutNumbers])('say nothing about a number for %s', (name) => {
    const results = [0, 1, -2.5, 1e300].map((number) =>
      functionCatalogue.get(name)?.evaluate([number, '10.0.0.0/8'], {}),
    );

    expect(new Set(results.map((result) => result ?? 0))).toEqual(new Set([0]));
  });
});

describe('systemFields', () => {
  it('have all that Lambda writes', () => {
    expect(lambdaFieldNames.filter((name) => !systemFields.has(name))).toEqual([]);
  });
});
