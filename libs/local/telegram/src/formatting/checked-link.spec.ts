import { checkLink } from './checked-link';

describe('checkLink', () => {
  it.each([
    ['example.org', 'http://example.org/'],
    ['HTTPS://Example.ORG', 'https://example.org/'],
    ['https://example.org?a=b#c', 'https://example.org/?a=b#c'],
    ['http://ada:x@example.org:8080/A b', 'http://ada:x@example.org:8080/A%20b'],
    ['http://127.0.0.1:3000/x', 'http://127.0.0.1:3000/x'],
    ['http://[::1]/', 'http://[::1]/'],
    ['https://münchen.example/', 'https://münchen.example/'],
    ['tg://resolve?domain=ada', 'tg://resolve?domain=ada'],
    ['TG:resolve?domain=ada', 'tg://resolve?domain=ada'],
  ])('takes %s', (link, url) => {
    expect(checkLink(link)).toEqual({ url });
  });

  it.each([
    ['http://localhost/', 'Wrong HTTP URL'],
    ['', 'URL host is empty'],
    ['ftp://example.org', 'Unsupported URL protocol'],
    ['http://example.org:0/', 'Wrong port number specified in the URL'],
    ['http://example.org:70000/', 'Wrong port number specified in the URL'],
    ['http://exa mple.org/', 'Disallowed character in URL host'],
    ['http://a%zz.org/', 'Wrong percent-encoded symbol in URL host'],
    ['http://[::zz]/', 'Wrong IPv6 address specified in the URL'],
    ['tg://re.solve', 'Unallowed characters in URL host'],
    ['tg://http://x', 'Wrong tg URL'],
  ])('refuses %j', (link, problem) => {
    expect(checkLink(link)).toEqual({ problem });
  });
});
