import { escapeHtml, html, inertText, joinHtml } from './html';

describe('html', () => {
  it('escapes values and keeps the template', () => {
    expect(html`<b>${'<script>&"'}</b> ${3}`.html).toBe('<b>&lt;script&gt;&amp;&quot;</b> 3');
  });

  it('keeps finished HTML unchanged', () => {
    const bold = html`<b>${'a<b'}</b>`;

    expect(html`x ${bold}`.html).toBe('x <b>a&lt;b</b>');
  });

  it('escapes each ampersand once', () => {
    expect(escapeHtml('&lt;')).toBe('&amp;lt;');
  });
});

describe('joinHtml', () => {
  it('puts one piece on a line', () => {
    expect(joinHtml([html`a`, html`${'<'}`]).html).toBe('a\n&lt;');
  });
});

describe('inertText', () => {
  it.each([
    ['/start', '/·start'],
    ['t.me/joinspam', 't.·me/·joinspam'],
    ['@durov and #tag, $TON', '@·durov and #·tag, $·TON'],
    ['a@b.com', 'a@·b.·com'],
    ['tg://resolve', 'tg:·//·resolve'],
    ['$TON://-', '$·TON:·//-'],
    ['1.1.1.1', '1.·1.·1.·1'],
    ['4242 4242 4242 4242', '4242· 4242· 4242· 4242'],
    ['4222222222222', '4222·2222·2222·2'],
    ['пример.рф', 'пример.·рф'],
  ])('breaks up %s', (text, expected) => {
    expect(inertText(text).replaceAll('\u2060', '·')).toBe(expected);
  });

  it.each(['Requests in groups', '1.5 s. 3/4', '1,234.5', 'p95 (ms)', 'C# & D', '2026-11-26 04:00', '422222222222'])(
    'leaves %s as it is, where nothing would be clickable',
    (text) => {
      expect(inertText(text).replace('/\u2060', '/')).toBe(text);
    },
  );
});
