import * as fc from 'fast-check';

import { runs } from '../../../evidence/src/budget/runs';
import { discoverFields } from '../discovery/discover-fields';
import { FieldSelection } from '../discovery/field-selection';
import { utf8ByteCount } from '../values/utf8-byte-count';
import { toJson } from '../values/value';
import { ByteCodes } from './byte-codes';
import { Dictionary } from './dictionary';
import { hintFor } from './field-hint';
import { JoinedText } from './joined-text';
import { JsonFields } from './json-fields';
import { TargetColumn } from './target-column';

const names = ['a', 'b.c', 'd.0', 'd.1.x', 'e f', '@@g', 'h"i', '0', 'a.', 'é', 'd.10'];
const keys = ['a', 'b', 'c', 'd', 'x', 'e f', '@g', 'h"i', '0', 'b.c', 'd.0', '', 'é', '10'];

const { document } = fc.letrec<{ document: unknown; value: unknown; list: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(null, true, false, 0, 1, -1.5, 1e21, '', 'x', '1', 'é', '\n"\\', '😀'),
    fc.string({ unit: 'binary', maxLength: 80 }),
    tie('document'),
    tie('list'),
  ),
  list: fc.array(tie('value'), { maxLength: 12 }),
  document: fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 8 }),
}));

/** The same document written otherwise: with white space, with escapes, twice in one, cut off. */
const written = fc
  .tuple(document, fc.nat(7), fc.nat(300), fc.constantFrom('', 'text ', '{', '\t'))
  .map(([value, how, place, before]) => {
    const text = JSON.stringify(value, undefined, how === 1 ? ' ' : undefined);
    if (how === 2) return before + text.replace(/[ace]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
    if (how === 3) return `${before}{"a":1.50,"a":"second",${text.slice(1)}`;
    if (how === 4) return before + text.slice(0, place);
    return before + text + (how === 5 ? '}' : '');
  });

const deep = fc.integer({ min: 25, max: 40 }).map((depth) => `${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`);
const wide = fc.integer({ min: 195, max: 205 }).map((count) => `{${'"z":1,'.repeat(count)}"a":2}`);

const messages = fc.array(fc.oneof({ weight: 8, arbitrary: written }, deep, wide, fc.string()), { maxLength: 30 });

describe('JsonFields', () => {
  it('finds in the bytes of many messages what is found in each', () => {
    fc.assert(
      fc.property(messages, fc.subarray(names, { minLength: 1 }), (texts, chosen) => {
        const joined = new JoinedText(texts, Uint32Array.from(texts, utf8ByteCount));
        const columns = chosen.map((name) => ({ name, dictionary: new Dictionary(), codes: newCodes(texts.length) }));
        const targets = columns.map(
          ({ name, dictionary, codes }) => new TargetColumn(name, codes, new ByteCodes(dictionary)),
        );

        new JsonFields(chosen).readJoined(joined, Uint32Array.from(texts.keys()), texts.length, targets);

        for (const [row, text] of texts.entries()) {
          const expected = discoverFields(text, new FieldSelection(chosen));
          for (const { name, dictionary, codes } of columns) {
            expect(toJson(dictionary.values[codes.codes[row] ?? 0])).toBe(toJson(expected.get(name)));
          }
        }
        expect(columns.map(({ codes }) => codes.readCount)).toEqual(columns.map(() => texts.length));
      }),
      { numRuns: runs(1000) },
    );
  });
});

const newCodes = (length: number) => ({ codes: new Uint32Array(length), readCount: 0 });

describe('hintFor', () => {
  it('gives a text that no message with the field lacks, but for escapes', () => {
    fc.assert(
      fc.property(written, fc.constantFrom(...names), (text, name) => {
        const hint = hintFor(name);
        const isFound = discoverFields(text, new FieldSelection([name])).has(name);

        if (isFound && hint !== undefined && !text.includes('\\u')) expect(text).toContain(hint);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('takes the end of the last name, which alone is certain', () => {
    expect(['a', 'a.b', 'a.0', 'a.0.b', '0', '@@a', 'a.@@b', 'a"b', 'a/b'].map(hintFor)).toEqual([
      'a"',
      'b"',
      'a',
      'b"',
      '0"',
      '@a"',
      '@@b"',
      undefined,
      undefined,
    ]);
  });
});
