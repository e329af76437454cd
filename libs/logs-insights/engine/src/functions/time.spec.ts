import { Instant, type Value } from '../values/value';
import { functionCatalogue } from './catalogue';
import { type QueryContext } from './function-definition';

const call = (name: string, operands: readonly Value[], context: QueryContext = {}): Value =>
  functionCatalogue.get(name)?.evaluate(operands, context);

const context = { nowMs: 1_795_609_800_999, startMs: 1_000, endMs: 61_999 };

describe('functions of times', () => {
  const table: readonly [name: string, operands: readonly Value[], result: Value][] = [
    ['frommillis', [0], new Instant(0)],
    ['frommillis', ['86400000'], new Instant(86_400_000)],
    ['frommillis', [new Instant(7)], new Instant(7)],
    ['frommillis', ['soon'], undefined],
    ['frommillis', [8.64e15], new Instant(8.64e15)],
    ['frommillis', [8.65e15], undefined],
    ['tomillis', [new Instant(1.5)], 1.5],
    ['tomillis', ['12'], 12],
    ['tomillis', ['2026-11-25'], undefined],
    ['now', [], 1_795_609_800],
    ['querystarttime', [], 1_000],
    ['queryendtime', [], 61_999],
    ['querytimerange', [], 60_999],
  ];

  it.each(table)('%s of %p is %p', (name, operands, result) => {
    expect(call(name, operands, context)).toEqual(result);
  });

  it.each(['now', 'querystarttime', 'queryendtime', 'querytimerange'])(
    'have no %s when the caller gives none',
    (name) => {
      expect(call(name, [])).toBeUndefined();
      expect(call(name, [], { nowMs: undefined, startMs: undefined, endMs: 5 })).toBe(
        name === 'queryendtime' ? 5 : undefined,
      );
    },
  );
});
