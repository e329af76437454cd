import * as fc from 'fast-check';

import { type Evidence, allEvidence, openQuestions, questionMessages } from '../evidence/evidence';
import { renderOpenQuestions, replaceSections, wrapMarkdown } from './render-sections';

const document = 'before\n<!-- begin: a -->\nold\n<!-- end: a -->\nafter\n';

describe('replaceSections', () => {
  it('replaces what stands between the markers and nothing else', () => {
    const written = replaceSections(document, { a: 'new' });

    expect(written).toMatch(/^before\n<!-- begin: a -->\n[\s\S]*\nnew\n[\s\S]*<!-- end: a -->\nafter\n$/);
    expect(written).not.toContain('old');
  });

  it('changes nothing the second time', () => {
    const once = replaceSections(document, { a: 'new' });

    expect(replaceSections(once, { a: 'new' })).toBe(once);
  });

  it.each([
    ['no such marker', 'text'],
    ['no marker of its end', '<!-- begin: a -->'],
    ['its markers the wrong way round', '<!-- end: a --><!-- begin: a -->'],
  ])('refuses a document with %s', (_, text) => {
    expect(() => replaceSections(text, { a: 'new' })).toThrow(RangeError);
  });
});

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

const entry: Evidence = {
  subject: 'Open questions',
  id: 'question',
  tag: 'inferred',
  statement: 'It is | so.',
  question: { number: 1, asks: 'Is it so?', otherwise: 'not so' },
  checks: [
    { query: 'fields a', rows: [{ a: '1' }], given: { limit: 2 } },
    { query: 'bogus', throws: { type: 'malformed', at: 'bogus' } },
  ],
};

describe('renderOpenQuestions', () => {
  it('writes an item of the list and each query with its limit and its expected answer', () => {
    const text = renderOpenQuestions([entry], []);

    expect(text).toContain('1. **Is it so?** Here: It is | so. (_inferred_) Otherwise: not so.');
    expect(text).toContain(`# 1. Is it so?\n# here: [{"a":"1"}]\nask 'fields a' 2\n`);
    expect(text).toContain(`# here: a MalformedQueryException\nask 'bogus'\n`);
  });

  it('writes short events as they are, and a wide one as jq makes it', () => {
    const text = renderOpenQuestions([], ['plain', { n: 1 }, questionMessages.at(-1) ?? '']);

    expect(text).toContain('  "plain",\n  ({"n":1} | tojson),\n  ([range(250)');
  });

  it('has no query that single quotes of a shell would not hold', () => {
    const queries = openQuestions.flatMap(({ checks }) => checks.map(({ query }) => query));

    expect(queries.filter((query) => query.includes("'"))).toEqual([]);
  });
});
