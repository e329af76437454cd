import { toText } from '../values/value';
import { discoverAllFields, discoverFields } from './discover-fields';
import { FieldSelection } from './field-selection';
import { lambdaFieldNames } from './lambda-fields';

/** The selected fields of a message, as they print. */
const fieldsOf = (message: string, ...names: readonly string[]): Record<string, string | undefined> =>
  Object.fromEntries(
    [...discoverFields(message, new FieldSelection(names))].map(([name, value]) => [name, toText(value)]),
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

  it('reads a REPORT line by its labels, memory in bytes', () => {
    const report =
      'REPORT RequestId: 5a9\tDuration: 8.41 ms\tBilled Duration: 9 ms\tMemory Size: 512 MB\tMax Memory Used: 90 MB\t' +
      'Init Duration: 143.20 ms\t\nXRAY TraceId: 1-2\tSegmentId: 3f\tSampled: true\n';

    expect(fieldsOf(report, ...lambdaFieldNames)).toEqual({
      '@type': 'REPORT',
      '@requestId': '5a9',
      '@duration': '8.41',
      '@billedDuration': '9.0',
      '@initDuration': '143.2',
      '@memorySize': '5.12E8',
      '@maxMemoryUsed': '9.0E7',
      '@xrayTraceId': '1-2',
      '@xraySegmentId': '3f',
    });
  });

  it.each([
    ['START RequestId: 5a9 Version: $LATEST\n', { '@type': 'START', '@requestId': '5a9' }],
    ['END RequestId: 5a9\n', { '@type': 'END', '@requestId': '5a9' }],
    ['INIT_START Runtime Version: nodejs:24.v1\tRuntime Version ARN: arn:x', { '@type': 'INIT_START' }],
    ['START the engine', {}],
    [
      '2026-11-25T12:00:00.000Z\t8476a536-e9f4-11e8-9739-2dfe598c3fcd\tINFO\thello',
      { '@requestId': '8476a536-e9f4-11e8-9739-2dfe598c3fcd' },
    ],
    ['2026-11-25T12:00:00.000Z\tundefined\tINFO\thello', {}],
    ['REPORT RequestId: x\tDuration: soon\tMemory Size: 1 GB', { '@type': 'REPORT', '@requestId': 'x' }],
  ])('reads what Lambda says in %j', (message, fields) => {
    expect(fieldsOf(message, '@type', '@requestId')).toEqual(fields);
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

  it("reads Lambda's own lines", () => {
    const message = 'REPORT RequestId: 7f2e8ba0-5c0f-4b4b-8c9a-6d5c1c2b3a4d\tDuration: 12.5 ms\tBilled Duration: 13 ms';

    expect(Object.fromEntries(discoverAllFields(message))).toMatchObject({
      '@type': 'REPORT',
      '@requestId': '7f2e8ba0-5c0f-4b4b-8c9a-6d5c1c2b3a4d',
      '@duration': '12.5',
    });
  });

  it('finds nothing in plain text', () => {
    expect(discoverAllFields('plain').size).toBe(0);
  });
});
