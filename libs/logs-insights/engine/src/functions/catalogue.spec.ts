import * as fc from 'fast-check';

import { runs } from '../testing/runs';
import { maxTextLength } from '../values/text';
import { Instant, ListValue, MapValue, type Value, WrittenNumber, jsonTrue, toText } from '../values/value';
import { functionCatalogue } from './catalogue';

const emptyMap = new MapValue(new Map());
const list = new ListValue(['a', 1, undefined]);

/** Those that say something of missing values, or ask for none. */
const takeMissing = ['ispresent', 'isempty', 'isblank', 'now', 'querystarttime', 'queryendtime', 'querytimerange'];
const takeStructures = [
  ...takeMissing,
  ...['coalesce', 'if', 'case', 'unmask', 'jsonstringify', 'jsonarraysize', 'jsonarraycontains'],
];

const leastOperands = (name: string, value: Value): Value[] =>
  Array.from({ length: functionCatalogue.get(name)?.operandCount[0] ?? 0 }, () => value);

const namesBut = (names: readonly string[]): string[] =>
  [...functionCatalogue.keys()].filter((name) => !names.includes(name));

const values = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.constantFrom('', 'UTC', 'yyyy-MM-dd', '%Y', '10.0.0.0/8', '::1', '0xff', 'YQ==', '%41', '1e400', '\ud800'),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.integer().map((value) => new WrittenNumber(value, `${value}.0`)),
  fc.double().map((epochMs) => new Instant(epochMs)),
  fc.constantFrom<Value>(undefined, jsonTrue, emptyMap, list),
);

describe('the catalogue of functions', () => {
  it.each(namesBut(takeMissing))('has a %s that gives nothing when its arguments are missing', (name) => {
    expect(functionCatalogue.get(name)?.evaluate(leastOperands(name, undefined), {})).toBeUndefined();
  });

  it.each(namesBut(takeStructures))('has a %s that takes neither a map nor a list', (name) => {
    for (const structure of [emptyMap, list]) {
      expect(functionCatalogue.get(name)?.evaluate(leastOperands(name, structure), {})).toBeUndefined();
    }
  });

  it.each([...functionCatalogue])(
    'has a %s that throws for no arguments and gives no endless text',
    (_, definition) => {
      const [least, most] = definition.operandCount;
      const operands = fc.array(values, { minLength: least, maxLength: Math.min(most, least + 3) });

      fc.assert(
        fc.property(operands, (given) => {
          const result = definition.evaluate(given, { nowMs: 1.5 });

          expect((toText(result) ?? '').length).toBeLessThanOrEqual(maxTextLength);
          if (typeof result === 'number') expect(Number.isFinite(result)).toBe(true);
        }),
        { numRuns: runs(100) },
      );
    },
  );

  it('knows how many arguments each takes', () => {
    const counts = [...functionCatalogue].map(([name, { operandCount }]) => `${name} ${operandCount.join('-')}`);

    expect(counts.sort()).toEqual(
      [
        ...'abs ceil floor log sqrt toint tolong todouble tonumber isnumeric'.split(' '),
        ...'strlen messagesize toupper upper tolower lower ispresent isempty isblank'.split(' '),
        ...'jsonparse jsonstringify jsonarraysize frommillis tomillis'.split(' '),
      ]
        .map((name) => `${name} 1-1`)
        .concat(['now 0-0'])
        .concat(['greatest', 'least', 'concat', 'coalesce'].map((name) => `${name} 1-Infinity`))
        .concat(['round', 'trim', 'ltrim', 'rtrim'].map((name) => `${name} 1-2`))
        .concat(['substr', 'split', 'strcontains'].map((name) => `${name} 2-3`))
        .concat(['startswith', 'endswith', 'jsonarraycontains'].map((name) => `${name} 2-2`))
        .concat(['replace 3-3', 'regexreplace 3-3', 'if 3-3', 'case 2-21'])
        .sort(),
    );
  });

  it('has names in lower case only', () => {
    for (const name of functionCatalogue.keys()) expect(name).toMatch(/^[a-z0-9]+$/);
  });
});
