import { toText } from '../values/value';
import { discoverAllFields, discoverFields } from './discover-fields';

/** Some fields of a message, as they print. */
const fieldsOf = (message: string, ...names: readonly string[]): Record<string, string | undefined> =>
  Object.fromEntries(
    [...discoverFields(message)].filter(([name]) => names.includes(name)).map(([name, value]) => [name, toText(value)]),
  );

describe('discoverFields', () => {
  const table: readonly [message: string, names: readonly string[], fields: Record<string, string>][] = [
    ['{"a":1,"b":"two","c":true,"d":false,"e":null}', ['a', 'b', 'c', 'd', 'e'], { a: '1', b: 'two', c: '1', d: '0' }],
    [' \n{"a":{"b":{"c":-1.50e+3}}} ', ['a.b.c'], { 'a.b.c': '-1.50e+3' }],
    ['{"items":[{"id":"x"},["y",2],{}]}', ['items.0.id', 'items.1.1'], { 'items.0.id': 'x', 'items.1.1': '2' }],
    ['{"service.name":"s","service":{"name":"other"}}', ['service.name'], { 'service.name': 's' }],
    ['{"service":{"name":"s"},"service.name":"other"}', ['service.name'], { 'service.name': 's' }],
    ['{"@id":"x","a":{"@id":"y"}}', ['@@id', '@id', 'a.@id'], { '@@id': 'x', 'a.@id': 'y' }],
    ['{"a\\"\\u00e4\\n":"\\ud83d\\ude00\\/"}', ['a"ä\n'], { 'a"ä\n': '😀/' }],
    ['{"a":"{\\"b\\":1}"}', ['a', 'b', 'a.b'], { a: '{"b":1}' }],
    ['{"":1,"a":{"":2}}', ['', 'a.'], { '': '1', 'a.': '2' }],
    [
      '{"__proto__":1,"constructor":{"name":"c"}}',
      ['__proto__', 'constructor.name'],
      { ['__proto__']: '1', 'constructor.name': 'c' },
    ],
    ['2026\tid\tINFO\t{"a":1} {"a":2,"b":3}', ['a', 'b'], { a: '1' }],
    ['{not json} {"a":1', ['a'], {}],
    ['{not json} {"a":[1,]} then {"a":2}', ['a'], { a: '2' }],
    ['x { "a" : { "b" : 1 } } tail }', ['a.b'], { 'a.b': '1' }],
    ['["a", {"a":1}]', ['a'], { a: '1' }],
    ['{"a":01}', ['a'], {}],
    ['{"a":1,}', ['a'], {}],
    ['{"a":"\u0001"}', ['a'], {}],
    ['{"a":"\\x"}', ['a'], {}],
    ['{"a":truely}', ['a'], {}],
    ['', ['a'], {}],
  ];

  it.each(table)('finds in %j of %j: %j', (message, names, fields) => {
    expect(fieldsOf(message, ...names)).toEqual(fields);
  });

  it('finds the first 200 fields of a document and no more', () => {
    const message = JSON.stringify(Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`f${index}`, index])));

    expect(fieldsOf(message, 'f0', 'f199', 'f200')).toEqual({ f0: '0', f199: '199' });
  });

  it.each([
    ['arrays', `{"a":${'['.repeat(500_000)}`],
    ['objects', '{"a":'.repeat(100_000)],
    ['closed objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['braces', '{'.repeat(1_000_000)],
    ['unclosed strings', '{"'.repeat(300_000)],
  ])('neither overflows nor hangs on a megabyte of %s', (_, message) => {
    const before = process.cpuUsage();

    expect(fieldsOf(message, 'a.a', 'b')).toEqual({});
    // Of this process alone, and hundreds of times what it takes: a quadratic reader needs minutes.
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(10_000);
  });
});

describe('discoverAllFields', () => {
  it('flattens what a JSON document has, and leaves nulls out', () => {
    const message = 'prefix {"a":{"b":[1,"x"]},"ok":true,"nothing":null,"@at":2}';

    expect(Object.fromEntries(discoverAllFields(message))).toEqual({
      'a.b.0': '1',
      'a.b.1': 'x',
      ok: '1',
      '@@at': '2',
    });
  });

  it('finds nothing in plain text', () => {
    expect(discoverAllFields('plain').size).toBe(0);
  });
});
