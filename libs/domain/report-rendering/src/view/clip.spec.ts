import { clip } from './line-text';

describe('clip', () => {
  it.each([
    ['what fits', 'abc', 3, 'abc'],
    ['what does not fit', 'abcd', 3, 'ab…'],
    ['a pair of surrogates that would be cut in two', 'ab😀', 3, 'ab…'],
    ['half a pair', 'a\ud83d', 9, 'a\ufffd'],
    ['line breaks and control characters', 'a\r\n\tb\u0000', 9, 'a b'],
    ['characters that turn the direction of writing', 'a\u202eb', 9, 'a b'],
    ['joiners, which languages need', 'می\u200cخواهم', 9, 'می\u200cخواهم'],
  ])('handles %s', (_case, text, maxLength, expected) => {
    expect(clip(text, maxLength)).toBe(expected);
  });
});
