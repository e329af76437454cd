import { cutText } from './values';

describe('cutText', () => {
  it.each([
    ['what fits', 'abc', 3, '', 'abc'],
    ['what does not fit', 'abcd', 3, '', 'abc'],
    ['what does not fit, and shows it', 'abcd', 3, '…', 'ab…'],
    ['a pair that would be cut in two', 'ab😀', 3, '', 'ab'],
    ['a pair that would be cut in two, and shows it', 'ab😀', 3, '…', 'ab…'],
    ['a pair that just fits', 'a😀b', 3, '', 'a😀'],
  ])('handles %s', (_case, text, maxLength, ending, expected) => {
    expect(cutText(text, maxLength, ending)).toBe(expected);
  });
});
