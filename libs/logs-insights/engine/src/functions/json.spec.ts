import * as fc from 'fast-check';

import { runs } from '../testing/runs';
import { ListValue, MapValue, type Value, jsonFalse, jsonTrue, toJson } from '../values/value';
import { call } from './testing/call';

const list = new ListValue(['a', 1, undefined, new ListValue([])]);
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('jsonparse', () => {
  it.each([
    ['{"a":1,"b":[true,false,null,"x"]}', '{"a":1,"b":[true,false,null,"x"]}'],
    [' \n[ 1 , 2 ]\t', '[1,2]'],
    ['{"n":12345678901234567890,"d":1.50,"e":-1E+3}', '{"n":12345678901234567890,"d":1.50,"e":-1E+3}'],
    ['{"a":1,"a":2,"b":{},"c":[]}', '{"a":1,"b":{},"c":[]}'],
    ['{"\\u0061\\n":"\\ud83d\\ude00"}', '{"a\\n":"😀"}'],
    ['{"__proto__":{"x":1}}', '{"__proto__":{"x":1}}'],
    ['[1e999]', '[1e999]'],
  ])('reads %s as %s', (text, json) => {
    expect(toJson(call('jsonparse', text))).toBe(json);
  });

  it.each([
    '',
    ' ',
    '5',
    '"text"',
    'null',
    'true',
    '{',
    '[1,]',
    '[,1]',
    '[1 2]',
    '{"a"}',
    '{"a":}',
    '{"a":1,}',
    '{a:1}',
    "{'a':1}",
    '[01]',
    '[1]]',
    '[1] x',
    '[truefalse]',
    '[NaN]',
    '{"a":1]',
    '["\n"]',
  ])('has nothing for %j', (text) => {
    expect(call('jsonparse', text)).toBeUndefined();
  });

  it('makes a map or a list whose members are values', () => {
    const parsed = call('jsonparse', '{"yes":true,"no":false,"nothing":null,"list":[]}');

    expect(parsed).toBeInstanceOf(MapValue);
    expect(parsed instanceof MapValue && [...parsed.entries]).toEqual([
      ['yes', jsonTrue],
      ['no', jsonFalse],
      ['nothing', undefined],
      ['list', new ListValue([])],
    ]);
  });

  it('reads documents that nest 200 deep, and none that nest deeper', () => {
    expect(toJson(call('jsonparse', nested(200)))).toBe(nested(200));
    expect(call('jsonparse', nested(201))).toBeUndefined();
    expect(call('jsonparse', nested(500_000))).toBeUndefined();
    expect(call('jsonparse', '{"a":'.repeat(200_000))).toBeUndefined();
  });

  it('reads what JSON.stringify writes, so that jsonstringify writes the same', () => {
    const documents = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));

    fc.assert(
      fc.property(documents, (document) => {
        const json = JSON.stringify(document);

        expect(call('jsonstringify', call('jsonparse', json))).toBe(json);
      }),
    );
  });

  it('reads what JSON.parse reads, and nothing else', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', '-', '.5', 'true', 'null', ' ', '"', '\\');
    const texts = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));
    const isStructure = (text: string): boolean => {
      try {
        return typeof JSON.parse(text) === 'object' && JSON.parse(text) !== null;
      } catch {
        return false;
      }
    };

    fc.assert(
      fc.property(texts, (text) => {
        expect(call('jsonparse', text) !== undefined).toBe(isStructure(text));
      }),
      { numRuns: runs(3000) },
    );
  });
});

describe('jsonstringify', () => {
  it.each<[Value, Value]>([
    [list, '["a",1,null,[]]'],
    ['a"b', '"a\\"b"'],
    [1.5, '1.5'],
    [jsonTrue, 'true'],
    [undefined, undefined],
    [new ListValue(['x'.repeat(1_048_576)]), undefined],
  ])('of a value is JSON (%#)', (value, json) => {
    expect(call('jsonstringify', value)).toBe(json);
  });
});

describe('jsonarraysize', () => {
  it.each<[Value, Value]>([
    [list, 4],
    ['[1,[2,3]]', 2],
    ['[]', 0],
    ['{"a":1}', 0],
    ['[1', 0],
    ['', 0],
    [5, 0],
    [new MapValue(new Map()), 0],
    [undefined, undefined],
  ])('of %p is %p', (value, size) => {
    expect(call('jsonarraysize', value)).toBe(size);
  });
});

describe('jsonarraycontains', () => {
  it.each<[Value, Value, Value]>([
    [list, 'a', 1],
    [list, 'A', 0],
    [list, '1', 1],
    [list, '1.0', 1],
    [list, 'null', 0],
    [list, '[]', 0],
    [list, new ListValue([]), 0],
    ['["x",true]', 'x', 1],
    ['["x",true]', 1, 1],
    ['["x",true]', 'true', 0],
    ['{"a":"x"}', 'x', 0],
    ['not json', 'x', 0],
    ['', '', 0],
    ['[""]', '', 1],
    [undefined, 'x', undefined],
    [list, undefined, undefined],
  ])('of %p and %p is %p', (value, sought, result) => {
    expect(call('jsonarraycontains', value, sought)).toBe(result);
  });
});
