import { parseMarkdown } from './parse-markdown';

describe('parseMarkdown', () => {
  it.each([
    ['*b* _i_ `c`', 'b i c', ['bold', 'italic', 'code']],
    ['\\*a\\_b', '*a_b', []],
    ['a\\b', 'a\\b', []],
    ['*a_b*', 'a_b', ['bold']],
    ['**', '', []],
    ['1. (a) #b!', '1. (a) #b!', []],
    ['```\nx```', 'x', ['pre']],
    ['[x](https://example.org/)', 'x', ['text_link']],
    ['[x](nowhere)', 'x', []],
    ['[x](https://example.org/', 'x', ['text_link']],
    ['[](https://example.org/)', '(https://example.org/)', []],
  ])('reads %j', (marked, text, types) => {
    const parsed = parseMarkdown(marked);

    expect([parsed.text, parsed.entities.map(({ type }) => type)]).toEqual([text, types]);
  });

  it('reads the language of a block of code', () => {
    expect(parseMarkdown('```ts\nx```').entities).toEqual([{ type: 'pre', offset: 0, length: 1, language: 'ts' }]);
  });

  it.each(['*a', 'é_', '`', '```x', '[x'])('refuses %j for lack of an end', (marked) => {
    expect(() => parseMarkdown(marked)).toThrow(/^Can't find end of the entity starting at byte offset \d+$/);
  });
});
