import * as fc from 'fast-check';

import { ListValue, type Value } from '../values/value';
import { call } from './testing/call';

const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.constantFrom('a', ',', 'ä', '😀', '\ud83d', '\ude00', ' ')).map((parts) => parts.join('')),
);

const itemsOf = (value: Value): readonly Value[] => (value instanceof ListValue ? value.items : []);

describe('functions of texts', () => {
  it('put together what they took apart', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(',', 'a', '😀', ', '), (text, separator) => {
        const parts = itemsOf(call('split', text, separator));

        expect(parts.join(separator)).toBe(text);
        parts.forEach((part, index) => expect(call('split', text, separator, index)).toBe(part));
        expect(call('split', text, separator, parts.length)).toBeUndefined();
      }),
    );
  });

  it('cut a text at any code point without changing it', () => {
    fc.assert(
      fc.property(texts, fc.nat({ max: 40 }), (text, position) => {
        const [head, tail] = [call('substr', text, 0, position), call('substr', text, position)];

        expect(call('concat', head, tail)).toBe(text);
        expect(call('strlen', head)).toBe(Math.min(position, [...text].length));
      }),
    );
  });

  it('find what they put in', () => {
    fc.assert(
      fc.property(texts, texts, texts, (head, part, tail) => {
        expect(call('strcontains', head + part + tail, part)).toBe(1);
        expect(call('startswith', head + tail, head)).toBe(1);
        expect(call('endswith', head + tail, tail)).toBe(1);
      }),
    );
  });

  it('trim the same on both sides at once and one after the other', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('a', 'a, ', '😀', '\ud83d'), (text, chars) => {
        const trimmed = call('trim', text, chars);

        expect(call('ltrim', call('rtrim', text, chars), chars)).toBe(trimmed);
        expect([...chars]).not.toContain([...String(trimmed)][0]);
      }),
    );
  });

  it('replace as the language does', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('a', ',', '😀', ', '), texts, (text, find, replacement) => {
        expect(call('replace', text, find, replacement)).toBe(text.replaceAll(find, () => replacement));
      }),
    );
  });
});
