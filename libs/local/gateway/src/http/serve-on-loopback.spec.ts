import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

import { isLoopbackHost, listenOnLoopback } from './serve-on-loopback';

const answering = () => createServer((_, response) => response.end('here'));

describe('listenOnLoopback', () => {
  it('takes a free port of 127.0.0.1, and gives it back', async () => {
    const server = answering();
    const { url, port, close } = await listenOnLoopback(server, 0);
    const { address } = server.address() as AddressInfo;

    const answer = await (await fetch(url)).text();
    await close();

    expect([address, url, answer]).toEqual(['127.0.0.1', `http://127.0.0.1:${port}`, 'here']);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('cuts open connections when it closes', async () => {
    const server = createServer((_, response) => void response.write('more to come'));
    const { url, close } = await listenOnLoopback(server, 0);
    const response = await fetch(url);

    await close();

    await expect(response.text()).rejects.toThrow();
  });

  it('says which port is taken', async () => {
    const { port, close } = await listenOnLoopback(answering(), 0);

    await expect(listenOnLoopback(answering(), port)).rejects.toMatchObject({ code: 'EADDRINUSE', port });

    await close();
  });
});

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
