import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, get, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Handlers, operations } from '@pulso/local/console-api';

import { RefusedOperationError } from '../errors';
import { EventLog } from './event-log';
import { type Console, answerOperation, pageHeaders, startConsole } from './start-console';

/** @returns Handlers of all operations which do the same. */
const handlersThat = (act: (input: unknown) => unknown): Handlers =>
  Object.fromEntries(Object.keys(operations).map((name) => [name, act])) as unknown as Handlers;

/** An event as a browser would hand it to a page, and the id that the browser would remember. */
interface ReadEvent {
  readonly id: string;
  readonly data: { readonly type: string; readonly atMs: number };
}

/** A reader of the event stream, which keeps what it gets. */
interface EventReader {
  readonly contentType: string | undefined;
  /** The last id that it was told, by an event or without one. */
  lastId(): string;
  /** Resolves with everything that it has got when that are so many. */
  take(count: number): Promise<readonly ReadEvent[]>;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  cut(): void;
}

/**
 * Reads a stream of server-sent events; resolves when it has begun.
 *
 * @param lastEventId - What a browser that comes back sends.
 */
async function readEvents(url: string, lastEventId?: string): Promise<EventReader> {
  const request = get(url, { headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId } });
  const [response]: IncomingMessage[] = await once(request, 'response');
  if (!response) throw new Error('There was no answer.');
  const ended = new Promise<void>((resolve) => response.on('close', resolve).on('error', () => undefined));
  const events: ReadEvent[] = [];
  let [text, id] = ['', ''];
  response.setEncoding('utf8').on('data', (chunk: string) => {
    const blocks = (text + chunk).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      id = /^id: (.*)$/m.exec(block)?.[1] ?? id;
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) events.push({ id, data: JSON.parse(data) });
    }
  });
  while (id === '') await once(response, 'data');
  return {
    contentType: response.headers['content-type'],
    lastId: () => id,
    take: async (count) => {
      while (events.length < count) await once(response, 'data');
      return events;
    },
    ended,
    cut: () => request.destroy(),
  };
}

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

const answer = async (name: string, body: string, act: (input: unknown) => unknown = () => 'done') => {
  const defects: unknown[] = [];
  const answered = await answerOperation(name, body, {
    handlers: handlersThat(act),
    onDefect: (error) => defects.push(error),
  });
  return { ...answered, defects };
};

describe('answerOperation', () => {
  it('answers with what the operation gives, also when it takes its time', async () => {
    const answered = await answer('overview', '{}', async () => ({ stage: 'local' }));

    expect(answered).toEqual({ status: 200, answer: { ok: true, result: { stage: 'local' } }, defects: [] });
  });

  it.each(['overviews', '', 'constructor', '__proto__', 'toString'])('knows no operation %p', async (name) => {
    const answered = await answer(name, '{}');

    expect(answered).toMatchObject({ status: 404, answer: { ok: false, error: `There is no operation "${name}".` } });
  });

  it.each([
    ['', /^overview: The body is no JSON\.$/],
    ['{', /^overview: The body is no JSON\.$/],
    ['null', /^overview: body: expected object, got null$/],
    ['[]', /^overview: body: expected object, got array/],
    ['{"surplus":1}', /^overview: .*surplus/],
  ])('carries out nothing for the body %p, and says what is wrong with it', async (body, problem) => {
    const answered = await answer('overview', body, () => {
      throw new Error('carried out');
    });

    expect(answered).toMatchObject({ status: 400, answer: { ok: false, error: expect.stringMatching(problem) } });
    expect(answered.defects).toEqual([]);
  });

  it('passes a refusal on in its own words', async () => {
    const answered = await answer('overview', '{}', () => {
      throw new RefusedOperationError('There is no such chat.');
    });

    expect(answered).toEqual({ status: 400, answer: { ok: false, error: 'There is no such chat.' }, defects: [] });
  });

  it('tells every other error as a defect', async () => {
    const defect = new TypeError('x is undefined');

    const answered = await answer('overview', '{}', () => Promise.reject(defect));

    expect(answered).toEqual({
      status: 500,
      answer: { ok: false, error: 'overview has failed: x is undefined' },
      defects: [defect],
    });
  });
});
