import fc from 'fast-check';

import { piecesOf } from './message';

const types = ['bold', 'italic', 'code', 'blockquote', 'url'];

const texts = fc.string({ unit: 'binary', maxLength: 40 });
const entities = fc.array(
  fc.record({
    type: fc.constantFrom(...types),
    offset: fc.integer({ min: 0, max: 50 }),
    length: fc.integer({ min: 0, max: 30 }),
  }),
  { maxLength: 8 },
);

it('keeps the text, and gives every character the formatting of the entities that cover it', () => {
  fc.assert(
    fc.property(texts, entities, (text, given) => {
      const expected = text.split('').map((unit, at) => {
        const covering = given.filter(({ offset, length }) => offset <= at && at < offset + length);
        return [unit, covering.map(({ type }) => type)];
      });

      expect(piecesOf(text, given).flatMap(({ piece, types }) => piece.split('').map((unit) => [unit, types]))).toEqual(
        expected,
      );
    }),
  );
});
