import { httpsOrLoopbackUrl } from './https-or-loopback-url';

describe('httpsOrLoopbackUrl', () => {
  it.each([
    ['https://api.telegram.org', 'https://api.telegram.org/'],
    ['https://bot-api.example.org:8443/', 'https://bot-api.example.org:8443/'],
    ['https://example.org/bot-api', 'https://example.org/bot-api/'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000/'],
    ['http://[::1]:4000', 'http://[::1]:4000/'],
    ['http://localhost', 'http://localhost/'],
  ])('takes %s with a slash at its end', (address, root) => {
    expect(httpsOrLoopbackUrl(address)).toBe(root);
  });

  it.each([
    ['api.telegram.org'],
    ['http://api.telegram.org'],
    ['http://evil.example'],
    ['http://127.0.0.1.example.org'],
    ['http://localhost.example.org'],
    ['http://127.0.0.1@evil.example'],
    ['https://user:password@api.telegram.org'],
    ['https://api.telegram.org '],
    ['https://api.telegram.org\n'],
    ['https://api.telegram.org/?x=1'],
    ['https://api.telegram.org/#f'],
    ['ftp://127.0.0.1'],
    ['file:///etc/passwd'],
    [''],
  ])('refuses %j', (address) => {
    expect(() => httpsOrLoopbackUrl(address)).toThrow(/must/);
  });
});
