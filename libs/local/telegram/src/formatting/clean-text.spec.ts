import { cleanText } from './clean-text';
import { isInvisible } from './is-invisible';
import { parseHtml } from './parse-html';

/** What Telegram keeps of a text in HTML, formatting as `type offset length`. */
const keep = (html: string): { text: string; shown: readonly string[] } => {
  const { text, entities } = cleanText(parseHtml(html));
  return { text, shown: entities.map(({ type, offset, length }) => `${type} ${offset} ${length}`) };
};

describe('cleanText', () => {
  it.each([
    ['joins formatting that touches', '<b>a</b><b>b</b>', 'ab', ['bold 0 2']],
    [
      'joins formatting of one type inside of another',
      '<b>a<i>b<b>c</b></i></b>',
      'abc',
      ['bold 0 1', 'bold 1 2', 'italic 1 2'],
    ],
    [
      'cuts bold at the edges of a quote',
      '<b>a<blockquote>b</blockquote>c</b>',
      'abc',
      ['bold 0 1', 'blockquote 1 1', 'bold 1 1', 'bold 2 1'],
    ],
    ['keeps no bold inside of code', '<b>a<code>b</code></b>', 'ab', ['bold 0 1', 'code 1 1']],
    ['keeps no code inside of code', '<pre>a<code>b</code></pre>', 'ab', ['pre 0 2']],
    [
      'keeps the outer of two links',
      '<a href="https://ex.org">a<a href="https://ex.org/b">b</a></a>',
      'ab',
      ['text_link 0 2'],
    ],
    [
      'keeps the outer of two quotes',
      '<blockquote>a<blockquote expandable>b</blockquote></blockquote>',
      'ab',
      ['blockquote 0 2'],
    ],
    [
      'keeps no link around a quote',
      '<a href="https://ex.org">a<blockquote>b</blockquote></a>',
      'ab',
      ['blockquote 1 1'],
    ],
    ['joins what a dropped character parted', '<b>a</b>\r<b>b</b>', 'ab', ['bold 0 2']],
  ])('%s', (_rule, html, text, shown) => {
    expect(keep(html)).toEqual({ text, shown });
  });

  it('keeps white space in front when it is formatted, and none behind', () => {
    expect(keep(' \n<b> a </b> \n')).toEqual({ text: ' a', shown: ['bold 0 2'] });
    expect(keep(' \n a \n')).toEqual({ text: 'a', shown: [] });
  });

  it('trims spaces and line breaks only', () => {
    expect(keep('\u00a0a\u00a0').text).toBe('\u00a0a\u00a0');
    expect(keep('\u0000\ta\u000b').text).toBe('a');
  });

  it('keeps one mark of direction of several', () => {
    expect(keep('a\u200e\u200f\u200eb').text).toBe('a\u200c\u200c\u200eb');
  });

  it('is through with a hostile pile of nested formatting within a test', () => {
    const tags = ['b', 'i', 'u', 's', 'tg-spoiler'];
    const html = Array.from({ length: 2000 }, (_, at) => `<${tags[at % 5]}>x`).join('');
    const ends = Array.from({ length: 2000 }, (_, at) => `</${tags[(1999 - at) % 5]}>`).join('');

    expect(keep(html + ends).text).toHaveLength(2000);
  });
});

describe('isInvisible', () => {
  it.each(['', ' \n', '\u200f', '\u2800', '\u3000\u00a0', '\ufeff', '\u{e0041}', '\u180e'])(
    'sees nothing in %j',
    (text) => {
      expect(isInvisible(text)).toBe(true);
    },
  );

  it.each(['a', '\u200fa', '🏟', '\u00ad', '\u115f'])('sees something in %j', (text) => {
    expect(isInvisible(text)).toBe(false);
  });
});
