import { mailPage } from './mail-page';

const mail =
  '<html><head lang="en"><style>@media (prefers-color-scheme: dark) { b { color: red } }</style></head></html>';

describe('mailPage', () => {
  it('has the colours of the scheme that is asked for, not those of the system', () => {
    expect(mailPage(mail, 'dark')).toContain('<head lang="en"><meta name="color-scheme" content="dark">');
    expect(mailPage(mail, 'dark')).toContain('@media (min-width: 0px) {');
    expect(mailPage(mail, 'light')).toContain('@media (min-width: 999999px) {');
    expect(mailPage(mail, 'light')).toContain('content="light"');
  });

  it('works without a head, too', () => {
    expect(mailPage('<p>$& x</p>', 'light')).toBe('<meta name="color-scheme" content="light"><p>$& x</p>');
  });
});
