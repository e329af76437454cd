import fc from 'fast-check';

import { type TextPiece, entityTree } from './formatted-text';

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

/** The formatting of every UTF-16 unit, and the text. */
function flatten(pieces: readonly TextPiece[], around: readonly string[] = []): [unit: string, types: string][] {
  return pieces.flatMap((piece) =>
    typeof piece === 'string'
      ? piece.split('').map((unit): [string, string] => [unit, around.toSorted().join(' ')])
      : flatten(piece.pieces, [...around, piece.entity.type]),
  );
}

describe('entityTree', () => {
  it('keeps the text, and gives every character the formatting of the entities that cover it', () => {
    fc.assert(
      fc.property(texts, entities, (text, given) => {
        const expected = text.split('').map((unit, at) => {
          const covering = given.filter(({ offset, length }) => offset <= at && at < offset + length);
          return [
            unit,
            covering
              .map(({ type }) => type)
              .toSorted()
              .join(' '),
          ];
        });

        expect(flatten(entityTree(text, given))).toEqual(expected);
      }),
    );
  });

  it('leaves an entity whole that no other cuts', () => {
    const bold = { type: 'bold', offset: 0, length: 6 };
    const code = { type: 'code', offset: 2, length: 2 };

    expect(entityTree('abcdef!', [code, bold])).toEqual([
      { entity: bold, pieces: ['ab', { entity: code, pieces: ['cd'] }, 'ef'] },
      '!',
    ]);
  });
});
