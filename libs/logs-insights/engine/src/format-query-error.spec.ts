import * as fc from 'fast-check';

import { runs } from '../../evidence/src/budget/runs';
import { MalformedQueryError } from './errors';
import { formatQueryError } from './format-query-error';
import { parseQuery } from './parser/parse-query';
import { displayWidth } from './terminal-text';

/** Shows a problem at the first occurrence of a text. */
function show(query: string, marked: string, maxWidth?: number): string[] {
  const startCharOffset = query.indexOf(marked);
  const location = { startCharOffset, endCharOffset: startCharOffset + marked.length - 1 };
  return formatQueryError(query, { message: 'wrong', location }, maxWidth === undefined ? {} : { maxWidth }).split(
    '\n',
  );
}

function errorOf(query: string): MalformedQueryError {
  try {
    parseQuery(query);
  } catch (error) {
    if (error instanceof MalformedQueryError) return error;
  }
  throw new Error('The query should be malformed.');
}

describe('formatQueryError', () => {
  it('shows the message, the line with its number, and carets below the place', () => {
    const query = 'fields a\n| stats cuont(*)';

    expect(formatQueryError(query, errorOf(query)).split('\n')).toEqual([
      "unknown function 'cuont'; did you mean count?",
      '2 | | stats cuont(*)',
      '  |         ^^^^^',
    ]);
  });

  it('points behind the end for what is missing there', () => {
    const query = 'filter a =';

    expect(formatQueryError(query, errorOf(query)).split('\n').slice(1)).toEqual(['1 | filter a =', '  |           ^']);
  });

  it.each([
    ['of an empty query', '', 0, ['1 |', '  | ^']],
    ['after a last line break', 'filter a\n', 9, ['2 |', '  | ^']],
    ['on a line break', 'ab\ncd', 2, ['1 | ab', '  |   ^']],
    ['beyond the text', 'ab', 50, ['1 | ab', '  |   ^']],
    ['before the text', 'ab', -3, ['1 | ab', '  | ^']],
  ])('shows the place %s', (_, query, offset, lines) => {
    const location = { startCharOffset: offset, endCharOffset: offset };

    expect(formatQueryError(query, { message: 'm', location }).split('\n').slice(1)).toEqual(lines);
  });

  it('counts tabs as two cells and wide characters as what they take', () => {
    expect(show('\tfilter 日本 = x', '= x').slice(1)).toEqual(['1 |   filter 日本 = x', '  |               ^^^']);
    expect(show('a = "😀" x', '"😀"').slice(1)).toEqual(['1 | a = "😀" x', '  |     ^^^^']);
    expect(show('n\u0303 = x', '=').slice(1)).toEqual(['1 | n\u0303 = x', '  |   ^']);
  });

  it('escapes what a terminal would obey, in the message too', () => {
    const location = { startCharOffset: 1, endCharOffset: 1 };

    expect(formatQueryError('a\u001b[2Jb\r', { message: '\u001b]0;x', location }).split('\n')).toEqual([
      '\\x1b]0;x',
      '1 | a\\x1b[2Jb\\r',
      '  |  ^^^^',
    ]);
  });

  it('shows the first and the last line of a longer span', () => {
    expect(show('one two\n  three\n  four\n  five six', 'two\n  three\n  four\n  five').slice(1)).toEqual([
      '1 | one two',
      '  |     ^^^',
      '. |',
      '4 |   five six',
      '  |   ^^^^',
    ]);
    expect(show('one two\n  three', 'two\n  th').slice(1)).toEqual([
      '1 | one two',
      '  |     ^^^',
      '2 |   three',
      '  |   ^^',
    ]);
  });

  it('lines up numbers of several digits', () => {
    const query = `${'\n'.repeat(8)}ab\ncd`;

    expect(show(query, 'ab\nc').slice(1)).toEqual([' 9 | ab', '   | ^^', '10 | cd', '   | ^']);
  });

  it('shows of a long line what is around the place', () => {
    const query = `filter ${'a'.repeat(5_000)} = oops ${'b'.repeat(5_000)}`;

    const [, line = '', carets = ''] = show(query, 'oops', 40);

    expect(line).toBe(`1 | …${'a'.repeat(9)} = oops ${'b'.repeat(21)}…`);
    expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('oops');
  });

  it('shows the end of a long line when that is where the place is', () => {
    expect(show(`${'a'.repeat(100)} end`, 'end', 30).slice(1)).toEqual([
      `1 | …${'a'.repeat(24)} end`,
      `  |  ${' '.repeat(25)}^^^`,
    ]);
  });

  it.each([
    ['\u0301', '^'],
    ['\u0301ab', '^'],
    ['\u0301\u0302ab', '^'],
  ])('has a caret for the mark at the start of %j', (query, carets) => {
    const location = { startCharOffset: 0, endCharOffset: 0 };

    expect(formatQueryError(query, { message: 'm', location })).toBe(`m\n1 | ${query}\n  | ${carets}`);
  });

  it('gives lines that fit and one caret at least, for any query and place', () => {
    const anything = fc.string({
      unit: fc.oneof(fc.constantFrom('\n', '\t', 'a', '日'), fc.string({ unit: 'binary' })),
    });
    fc.assert(
      fc.property(
        anything,
        fc.integer({ min: -2, max: 40 }),
        fc.integer({ min: -2, max: 40 }),
        (query, start, length) => {
          const location = { startCharOffset: start, endCharOffset: start + length };

          const lines = formatQueryError(query, { message: 'm', location }, { maxWidth: 20 }).split('\n');

          expect(lines.join('')).toContain('^');
          for (const line of lines) expect(displayWidth(line.replace(/^[^|]*\| ?/, ''))).toBeLessThanOrEqual(21);
          expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        },
      ),
      { numRuns: runs(500) },
    );
  });
});
