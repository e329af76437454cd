import { httpsOrLoopbackUrl } from './https-or-loopback-url';

describe('httpsOrLoopbackUrl', () => {
  it.each([
    ['https://api.telegram.org'],
    ['https://bot-api.example.org:8443/'],
    ['http://127.0.0.1:4000'],
    ['http://[::1]:4000'],
    ['http://localhost'],
  ])('takes %s as it is written', (address) => {
    expect(httpsOrLoopbackUrl(address)).toBe(address);
  });

  it.each([
    ['api.telegram.org'],
    ['http://api.telegram.org'],
    ['http://evil.example'],
    ['http://127.0.0.1.example.org'],
    ['http://localhost.example.org'],
    ['http://127.0.0.1@evil.example'],
    ['https://user:password@api.telegram.org'],
    ['ftp://127.0.0.1'],
    ['file:///etc/passwd'],
    [''],
  ])('refuses %s', (address) => {
    expect(() => httpsOrLoopbackUrl(address)).toThrow(/must/);
  });
});
