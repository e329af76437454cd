import { isLoopbackHost } from './is-loopback-host';

describe('isLoopbackHost', () => {
  it.each(['127.0.0.1', 'localhost', '127.0.0.1:8081', 'localhost:65535'])('takes %p', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'example.com',
    'localhost.example.com',
    '127.0.0.1.example.com',
    '0.0.0.0',
    'localhost:8081:1',
  ])('refuses %p', (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });
});
