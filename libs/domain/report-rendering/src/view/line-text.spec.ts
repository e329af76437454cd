import { clip, titleIn } from './line-text';

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

describe('titleIn', () => {
  it.each([
    ['pt-br', 'pt-br'],
    ['pt-BR', 'pt-br'],
    ['pt-br', 'pt-BR'],
    ['pt_BR', 'pt-br'],
  ])('prefers a title in the exact tag to one in its language: %s for %s', (written, language) => {
    expect(titleIn({ en: 'Usage', pt: 'Uso diário', [written]: 'Uso do dia' }, language, 'daily')).toBe('Uso do dia');
  });

  it.each(['xx', '-', '', 'constructor', '__proto__', undefined])('takes the English title for %j', (language) => {
    expect(titleIn({ en: 'Usage', de: 'Nutzung' }, language, 'daily')).toBe('Usage');
  });

  it('falls back to the id', () => {
    expect(titleIn({ en: '\u200b' }, 'en', 'daily')).toBe('daily');
  });
});
