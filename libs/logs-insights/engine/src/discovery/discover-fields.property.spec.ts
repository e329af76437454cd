import * as fc from 'fast-check';

import { runs } from '../testing/runs';
import { toText } from '../values/value';
import { discoverFields } from './discover-fields';

/** The leaves of a document by their flattened names, by way of JSON.parse. */
function flatten(value: unknown, name = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[name, value]];
  return Object.entries(value).flatMap(([key, member]) => {
    const path = name === '' ? (key.startsWith('@') ? `@${key}` : key) : `${name}.${key}`;
    return flatten(member, path);
  });
}

describe('discoverFields', () => {
  it('finds what JSON.parse finds, with any text around the document', () => {
    const keys = fc.string({ minLength: 1, unit: 'grapheme' }).filter((key) => !/[.{}]|^\d+$|__proto__/.test(key));
    const { document } = fc.letrec<{ document: unknown; leaf: unknown }>((tie) => ({
      leaf: fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
      ),
      document: fc.dictionary(
        keys,
        fc.oneof({ depthSize: 'small' }, tie('leaf'), tie('document'), fc.array(tie('leaf'))),
      ),
    }));
    const prefix = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('{'));

    fc.assert(
      fc.property(document, prefix, fc.string(), (value, before, after) => {
        const expected = flatten(value).slice(0, 200);

        const found = discoverFields(before + JSON.stringify(value) + after);

        for (const [name, leaf] of expected) {
          const text =
            typeof leaf === 'string' ? leaf : JSON.stringify(typeof leaf === 'boolean' ? Number(leaf) : leaf);
          expect(toText(found.get(name))).toBe(text);
        }
      }),
      { numRuns: runs(200) },
    );
  });
});
