import { showHtml } from './parse-html';

describe('showHtml', () => {
  it.each([
    ['<b>bold <i>both</i></b>', 'bold both', ['bold 0-9', 'italic 5-9']],
    ['<code>/start &lt;x&gt;</code> /start', '/start <x> /start', ['code 0-10', 'bot_command 11-17']],
    ['<code><b>x</b></code>', 'x', ['code 0-1']],
    ['<blockquote expandable>a\nb</blockquote>', 'a\nb', ['expandable_blockquote 0-3']],
    [' <b> x</b>\n', 'x', ['bold 0-1']],
    ['a & b &#119; &nope;', 'a & b w &nope;', []],
    ['a\r\u202e<b>b\tc</b>', 'ab c', ['bold 1-4']],
  ])('shows %j', (html, text, expected) => {
    const shown = showHtml(html);

    const entities = shown.entities.map(({ type, offset, length }) => `${type} ${offset}-${offset + length}`);
    expect([shown.text, entities]).toEqual([text, expected]);
  });

  it.each([
    ['a<br>', 'Bad Request: can\'t parse entities: Unsupported start tag "br" at byte offset 1'],
    ['ж<', "Bad Request: can't parse entities: Unclosed start tag at byte offset 2"],
    ['</b>', "Bad Request: can't parse entities: Unexpected end tag at byte offset 0"],
    [
      '<b><i></b>',
      'Bad Request: can\'t parse entities: Unmatched end tag at byte offset 6, expected "</i>", found "</b>"',
    ],
    ['<b>', 'Bad Request: can\'t parse entities: Can\'t find end tag corresponding to start tag "b"'],
    ['<a href="x">x</a>', 'Bad Request: the tag a is not emulated by the local Bot API server'],
    ['<tg-spoiler>x', 'Bad Request: the tag tg-spoiler is not emulated by the local Bot API server'],
  ])('refuses %j', (html, problem) => {
    expect(() => showHtml(html)).toThrow(problem);
  });
});
