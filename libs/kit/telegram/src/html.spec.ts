import { escapeHtml, html, joinHtml } from './html';

describe('html', () => {
  it('escapes what is put in and leaves what is written', () => {
    expect(html`<b>${'<script>&"'}</b> ${3}`.html).toBe('<b>&lt;script&gt;&amp;&quot;</b> 3');
  });

  it('takes finished HTML as it is', () => {
    const bold = html`<b>${'a<b'}</b>`;

    expect(html`x ${bold}`.html).toBe('x <b>a&lt;b</b>');
  });

  it('never escapes twice and never forgets an ampersand', () => {
    expect(escapeHtml('&lt;')).toBe('&amp;lt;');
  });
});

describe('joinHtml', () => {
  it('puts one piece on a line', () => {
    expect(joinHtml([html`a`, html`${'<'}`]).html).toBe('a\n&lt;');
  });
});
