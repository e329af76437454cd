import * as fc from 'fast-check';

import { codePointCount, nextCodePoint, previousCodePoint, skipCodePoints } from './text';

/** Pairs and unpaired surrogates, beside ordinary letters. */
const texts = fc
  .array(fc.constantFrom('a', 'ä', '€', '😀', '\u{10000}', '\u{10ffff}', '\ud83d', '\ude00', '\ue000'))
  .map((parts) => parts.join(''));

describe('codePointCount', () => {
  it('is the number of elements of the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(codePointCount(text)).toBe([...text].length);
      }),
    );
  });
});

describe('skipCodePoints', () => {
  it('stops where that many elements of the text end', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: -1, max: 12 }), (text, count) => {
        const skipped = [...text].slice(0, Math.max(count, 0)).join('');

        expect(skipCodePoints(text, 0, count)).toBe(skipped.length);
      }),
    );
  });

  it('steps over everything that is left', () => {
    expect(skipCodePoints('a😀b', 1, Infinity)).toBe(4);
  });
});

describe('previousCodePoint', () => {
  it('steps back over what nextCodePoint steps over', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let start = 0;
        for (const point of text) {
          expect(nextCodePoint(text, start)).toBe(start + point.length);
          expect(previousCodePoint(text, start + point.length)).toBe(start);
          start += point.length;
        }
      }),
    );
  });
});
