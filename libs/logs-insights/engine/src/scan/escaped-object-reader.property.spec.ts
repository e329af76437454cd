import * as fc from 'fast-check';

import { runs } from '../../../evidence/src/budget/runs';
import { discoverFields } from '../discovery/discover-fields';
import { FieldSelection } from '../discovery/field-selection';
import { type Value } from '../values/value';
import { EscapedObjectReader } from './escaped-object-reader';
import { ValueCache } from './value-cache';

const fields = ['a', 'b', 'a.b', 'a.0', 'a.b.c', '@@a', 'b.1.a', 'toString'];
const keys = fc.constantFrom('a', 'b', 'c', 'a.b', '0', '1', '@a', 'toString');
const texts = fc.oneof(fc.constantFrom('', '1', 'x"y', 'a\\b', 'ä😀', '\n\t', '/'), fc.string({ maxLength: 6 }));
const scalars = fc.oneof(
  texts.map((text) => JSON.stringify(text)),
  fc.constantFrom('0', '-1', '1.50', '1e2', 'true', 'false', 'null', '"\\u00e4"', '"\\/"'),
);

const { object } = fc.letrec<{ value: string; object: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalars,
    tie('object'),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
  ),
  object: fc
    .array(fc.tuple(keys, tie('value')), { maxLength: 6 })
    .map((members) => `{${members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`),
}));

/** The fields that the reader takes; undefined when it leaves the message to the plain reading. */
function readFields(message: string): Record<string, Value> | undefined {
  const bytes = Buffer.from(JSON.stringify(message));
  const reader = new EscapedObjectReader(fields);
  const values = new ValueCache();
  if (reader.read(bytes, 1) < 0) return undefined;
  const { kinds, starts, ends } = reader;
  return Object.fromEntries(
    fields.map((name, slot) => [name, values.valueOf(kinds[slot] ?? 0, bytes, starts[slot] ?? 0, ends[slot] ?? 0)]),
  );
}

function discovered(message: string): Record<string, Value> {
  const found = discoverFields(message, new FieldSelection(fields));
  return Object.fromEntries(fields.map((name) => [name, found.get(name)]));
}

describe('the reader of escaped objects', () => {
  it('finds in every document that it takes what the plain reading finds', () => {
    fc.assert(
      fc.property(object, (message) => {
        const taken = readFields(message);

        if (taken) expect(taken).toEqual(discovered(message));
      }),
      { numRuns: runs(3000) },
    );
  });

  it('takes most documents', () => {
    const taken = fc.sample(object, { numRuns: 500, seed: 7 }).filter((message) => readFields(message));

    expect(taken.length).toBeGreaterThan(450);
  });

  it.each([
    ['{"a":1', 'no end'],
    ['{"a":1,}', 'a comma before the end'],
    ['{"a" 1}', 'no colon'],
    ['{a:1}', 'a key without quotes'],
    ['{"a":01}', 'a number with a zero before it'],
    ['{"a":1.}', 'a number without decimals'],
    ['{"a":-}', 'a sign without a number'],
    ['{"a":nul}', 'half a word'],
    ['{"a":"\\x"}', 'an escape that is none'],
    ['{"a":"\\u12g4"}', 'a code that is none'],
    ['{"a":[1 2]}', 'no comma'],
    ['{"a":[1}', 'the wrong bracket'],
    ['{"\\u0061":1}', 'a key with an escape'],
    ['{"a":"x\ny"}', 'a line break in a text'],
    [`{"a":${'['.repeat(31)}${']'.repeat(31)}}`, 'too deep an array'],
  ])('leaves %j to the plain reading: %s', (message) => {
    expect(readFields(message)).toBeUndefined();
  });

  it('discovers the first 200 fields of a document', () => {
    const others = (count: number) => Array.from({ length: count }, (_, index) => `"x${index}":${index}`).join(',');

    expect(readFields(`{${others(199)},"a":1}`)).toMatchObject({ a: { text: '1' } });
    expect(readFields(`{${others(200)},"a":1}`)).toMatchObject({ a: undefined });
  });
});
