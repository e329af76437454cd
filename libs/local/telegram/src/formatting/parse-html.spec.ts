import { MarkupError } from './markup-error';
import { parseHtml } from './parse-html';

const errorOf = (html: string): string => {
  try {
    parseHtml(html);
  } catch (error) {
    if (error instanceof MarkupError) return error.message;
    throw error;
  }
  return 'no error';
};

describe('parseHtml', () => {
  it('turns every documented tag into its entity', () => {
    const tags: [string, string][] = [
      ['<b>x</b>', 'bold'],
      ['<strong>x</strong>', 'bold'],
      ['<i>x</i>', 'italic'],
      ['<em>x</em>', 'italic'],
      ['<u>x</u>', 'underline'],
      ['<ins>x</ins>', 'underline'],
      ['<s>x</s>', 'strikethrough'],
      ['<strike>x</strike>', 'strikethrough'],
      ['<del>x</del>', 'strikethrough'],
      ['<span class="tg-spoiler">x</span>', 'spoiler'],
      ['<tg-spoiler>x</tg-spoiler>', 'spoiler'],
      ['<a href="https://example.org/">x</a>', 'text_link'],
      ['<tg-time unix="1647531900" format="wDT">x</tg-time>', 'date_time'],
      ['<a href="tg://user?id=7">x</a>', 'text_mention'],
      ['<tg-emoji emoji-id="5368324170671202286">x</tg-emoji>', 'custom_emoji'],
      ['<code>x</code>', 'code'],
      ['<pre>x</pre>', 'pre'],
      ['<blockquote>x</blockquote>', 'blockquote'],
      ['<blockquote expandable>x</blockquote>', 'expandable_blockquote'],
    ];

    for (const [html, type] of tags) {
      expect(parseHtml(html)).toEqual({
        text: 'x',
        entities: [expect.objectContaining({ type, offset: 0, length: 1 })],
      });
    }
  });

  it('counts offsets in UTF-16 units of the text without tags', () => {
    expect(parseHtml('🏟 <b>a🏟</b>')).toEqual({
      text: '🏟 a🏟',
      entities: [{ type: 'bold', offset: 3, length: 3 }],
    });
  });

  it('puts the outer of nested entities first', () => {
    const { entities } = parseHtml('<b>a<i>b</i></b>');

    expect(entities.map(({ type }) => type)).toEqual(['bold', 'italic']);
  });

  it('decodes four names and numbers and leaves every other ampersand alone', () => {
    expect(parseHtml('&lt;&gt;&amp;&quot;&#33;&#x21; a&b &laquo; &#12345678;').text).toBe(
      '<>&"!! a&b &laquo; &#12345678;',
    );
  });

  it('reads the language of a block of code', () => {
    expect(parseHtml('<pre><code class="language-ts">x</code></pre>').entities).toEqual([
      { type: 'pre', offset: 0, length: 1, language: 'ts' },
    ]);
  });

  it('takes tag names in any case, quotes of both kinds and links that are no links', () => {
    expect(parseHtml('<B>x</b>').entities).toHaveLength(1);
    expect(parseHtml("<a href='example.org'>x</a>").entities).toEqual([
      { type: 'text_link', offset: 0, length: 1, url: 'http://example.org/' },
    ]);
  });

  it.each(['javascript:alert(1)', 'http://localhost:3000', 'ftp://example.org', ''])('makes no link of %j', (url) => {
    expect(parseHtml(`<a href="${url}">x</a>`)).toEqual({ text: 'x', entities: [] });
  });

  it('knows a block of code with a language from code within a line, which has none', () => {
    expect(parseHtml('<code class="language-ts"><pre>x</pre></code>').entities).toEqual([
      { type: 'pre', offset: 0, length: 1, language: 'ts' },
    ]);
    expect(parseHtml('<code class="language-ts">x</code>').entities).toEqual([{ type: 'code', offset: 0, length: 1 }]);
  });

  it.each([
    ['🏟 🏟&lt;<abacaba', 'Unclosed start tag at byte offset 13'],
    ['🏟 🏟&lt;<abac aba>', 'Unsupported start tag "abac" at byte offset 13'],
    ['🏟 🏟&lt;<i   =aba>', 'Empty attribute name in the tag "i" at byte offset 13'],
    ['🏟 🏟&lt;<i    aba>', 'Can\'t find end tag corresponding to start tag "i"'],
    ['🏟 🏟&lt;<i    aba  =  ', 'Unclosed start tag "i" at byte offset 13'],
    ['🏟 🏟&lt;<i    aba  =  190azAz-.,', 'Unexpected end of name token at byte offset 27'],
    ['🏟 🏟&lt;<i    aba  =  "&lt;&gt;&quot;>', 'Unclosed start tag at byte offset 13'],
    ['🏟 🏟&lt;</', 'Unexpected end tag at byte offset 13'],
    ['🏟 🏟&lt;<b></b></', 'Unexpected end tag at byte offset 20'],
    ['🏟 🏟&lt;<i>a</i   ', 'Unclosed end tag at byte offset 17'],
    ['🏟 🏟&lt;<i>a</em   >', 'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"'],
    ['<b><i>x</b></i>', 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
    ['a < b', 'Unsupported start tag "" at byte offset 2'],
    ['<br>', 'Unsupported start tag "br" at byte offset 0'],
    ['<!-- x -->', 'Unsupported start tag "!--" at byte offset 0'],
    ['<b x="1"', 'Unclosed start tag at byte offset 0'],
    ['<b x="1" ', 'Empty attribute name in the tag "b" at byte offset 0'],
    ['<b / x>', 'Empty attribute name in the tag "b" at byte offset 0'],
    ['<tg-time unix="1" format="x">x</tg-time>', 'Invalid date format used'],
    ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<tg-emoji emoji-id="-5">x</tg-emoji>', 'Invalid custom emoji identifier specified'],
    ['<b\0>x</b>', 'Unclosed start tag at byte offset 0'],
    ['<a href="\0">x</a>', 'Unclosed start tag at byte offset 0'],
    ['<b>x</b\0>', 'Unclosed end tag at byte offset 4'],
    ['&#55357;&#56832;', expect.stringContaining('invalid Unicode characters')],
    ['&#57311;', expect.stringContaining('invalid Unicode characters')],
  ])('refuses %j as Telegram does', (html, message) => {
    expect(errorOf(html)).toEqual(message);
  });

  it('reads a hostile wall of tags and ampersands', () => {
    const depth = 4000;

    expect(parseHtml('<b>'.repeat(depth) + 'x' + '</b>'.repeat(depth)).entities).toHaveLength(depth);
    expect(parseHtml('&'.repeat(30_000)).text).toHaveLength(30_000);
    expect(errorOf('<'.repeat(30_000))).toMatch(/^Unclosed start tag/);
  });

  it.each(['&', '<'])('does not hang on a long wall of %s', (sign) => {
    const wall = sign.repeat(640_000);
    const before = process.cpuUsage();

    errorOf(wall);

    // Of this process alone, and hundreds of times what it takes: quadratic time would be minutes.
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(10_000);
  });
});
