import * as fc from 'fast-check';

import { allEvidence } from '../evidence/evidence';
import { wrapMarkdown } from './wrap-markdown';

describe('wrapMarkdown', () => {
  it('leaves a short text as it is', () => {
    expect(wrapMarkdown('- `a | b` is one.', '  ')).toBe('- `a | b` is one.');
  });

  it('breaks a long one between words and indents what follows', () => {
    const word = 'x'.repeat(58);

    expect(wrapMarkdown(`- ${word} ${word} ${word}`, '  ')).toBe(`- ${word} ${word}\n  ${word}`);
  });

  it.each(['`a  b`', '[a b][c]', '[a b](c)'])('never breaks inside of %s', (piece) => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('x', 'yy', piece), { minLength: 1, maxLength: 200 }), (words) => {
        const pieces = wrapMarkdown(words.join(' ')).split('\n').join(' ').split(piece).length;

        expect(pieces).toBe(words.join(' ').split(piece).length);
      }),
    );
  });

  it('keeps every statement within its lines and loses no word of it', () => {
    for (const { statement } of allEvidence) {
      const wrapped = wrapMarkdown(statement, '  ');

      expect(wrapped.replace(/\s+/g, ' ')).toBe(statement.replace(/\s+/g, ' '));
      expect(Math.max(...wrapped.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(120);
    }
  });
});
