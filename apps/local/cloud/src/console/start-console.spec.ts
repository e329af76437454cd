import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EventLog } from './event-log';
import { type Console, pageHeaders, startConsole } from './start-console';
import { handlersThat } from './testing/handlers-that';
import { readEvents } from './testing/read-events';

const nowMs = Date.parse('2026-11-25T12:30:00Z');

describe('the server of the console', () => {
  let folder: string;
  let log: EventLog;
  let served: Console;
  let defects: unknown[];

  const start = (): Promise<Console> =>
    startConsole({
      ...{ token: 'token', port: 0, folder, events: log, nowMs: () => nowMs },
      handlers: handlersThat(() => ({ stage: 'local' })),
      onDefect: (error) => defects.push(error),
    });
  const mail = (...times: number[]): void => times.forEach((atMs) => log.append({ type: 'posted', atMs }));
  const post = (name: string, body: string): Promise<Response> =>
    fetch(`${served.url}api/${name}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pulso-page-'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html>');
    log = new EventLog();
    defects = [];
    served = await start();
  });

  afterEach(async () => {
    await served.close();
    rmSync(folder, { recursive: true });
    expect(defects).toEqual([]);
  });

  it('serves the page behind the token, and leads there from the token alone', async () => {
    const answer = await fetch(served.url.slice(0, -1));

    expect([answer.url, answer.status, await answer.text()]).toEqual([served.url, 200, '<!doctype html>']);
  });

  it.each(['', 'index.html', 'missing.js', '../other/', 'api/overview'])(
    'sends the headers that keep the page to itself with every answer: %p',
    async (path) => {
      const { headers } = await fetch(new URL(path, served.url));

      expect(Object.fromEntries(headers)).toMatchObject(pageHeaders);
    },
  );

  it('runs and loads only what is its own', () => {
    const policy = pageHeaders['content-security-policy'];

    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  it('answers another host with nothing but a refusal', async () => {
    const { port, pathname } = new URL(served.url);
    const status = await new Promise((resolve) =>
      request({ port, path: pathname, headers: { host: 'example.com' } }, ({ statusCode }) =>
        resolve(statusCode),
      ).end(),
    );

    expect(status).toBe(403);
  });

  it('carries out an operation', async () => {
    const answer = await post('overview', '{}');

    expect([answer.status, await answer.json()]).toEqual([200, { ok: true, result: { stage: 'local' } }]);
  });

  it('refuses a body of more than a megabyte, and answers the next one', async () => {
    const tooLarge = await post('overview', `{"a":"${'x'.repeat(1024 * 1024)}"}`);
    const next = await post('overview', '{}');

    expect([tooLarge.status, await tooLarge.text(), next.status]).toEqual([
      413,
      'A body has at most 1048576 bytes.\n',
      200,
    ]);
  });

  it('takes a client that leaves in the middle of its request for no defect', async () => {
    const { port, pathname } = new URL(served.url);
    const headers = { 'content-type': 'application/json', 'content-length': 100 };
    const leaving = request({ port, path: `${pathname}api/overview`, method: 'POST', headers });
    const left = new Promise((resolve) => leaving.on('error', resolve));
    await new Promise((resolve) => leaving.write('{', resolve));
    leaving.destroy();
    await left;

    expect((await post('overview', '{}')).status).toBe(200);
  });

  it.each(['', 'a/b', '..%2Foverview'])('knows no call of api/%s', async (name) => {
    expect((await post(name, '{}')).status).toBe(404);
  });

  it('tells who comes what happens from then on', async () => {
    mail(1, 2);

    const reader = await readEvents(`${served.url}events`);
    mail(3);

    expect(reader.contentType).toBe('text/event-stream');
    expect(await reader.take(1)).toEqual([{ id: '3', data: { type: 'posted', atMs: 3 } }]);
  });

  it('loses nothing and tells nothing twice when the stream is cut and restored', async () => {
    const first = await readEvents(`${served.url}events`);
    mail(1, 2);
    const before = await first.take(2);
    first.cut();
    mail(3, 4);

    const second = await readEvents(`${served.url}events`, before.at(-1)?.id);
    mail(5);
    const after = await second.take(3);

    expect([...before, ...after].map(({ data }) => data.atMs)).toEqual([1, 2, 3, 4, 5]);
  });

  it('loses nothing when the stream is cut before its first event', async () => {
    mail(1);
    const first = await readEvents(`${served.url}events`);
    first.cut();
    mail(2);

    const second = await readEvents(`${served.url}events`, first.lastId());

    expect((await second.take(1)).map(({ data }) => data.atMs)).toEqual([2]);
  });

  it('tells a reader that has missed events to ask for everything, and what happens then', async () => {
    mail(1, 2);

    const reader = await readEvents(`${served.url}events`, 'x');
    mail(3);

    expect(await reader.take(2)).toEqual([
      { id: '2', data: { type: 'reset', atMs: nowMs } },
      { id: '3', data: { type: 'posted', atMs: 3 } },
    ]);
  });

  it('lets go of a reader that reads nothing, which then comes back for the rest', async () => {
    const { port, pathname } = new URL(served.url);
    const asked = request({ port, path: `${pathname}events` });
    const [stuck] = (await once(asked.end(), 'response')) as [IncomingMessage];
    stuck.pause();

    for (let atMs = 0; atMs < 60; atMs += 1) {
      log.append({ type: 'log', atMs, logGroup: '/aws/lambda/bot', message: 'x'.repeat(1024 * 1024) });
    }

    await expect(stuck.toArray()).rejects.toThrow('aborted');
    const back = await readEvents(`${served.url}events`, '58');
    expect((await back.take(2)).map(({ data }) => data.atMs)).toEqual([58, 59]);
  });

  it('ends open streams when it closes', async () => {
    const other = await start();
    const reader = await readEvents(`${other.url}events`);

    await other.close();

    await reader.ended;
    await expect(readEvents(`${other.url}events`)).rejects.toThrow('ECONNREFUSED');
  });
});
