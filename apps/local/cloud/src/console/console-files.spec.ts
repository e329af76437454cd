import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createLocalClock } from '@pulso/world/time';
import { type BotApiServer, startBotApiServer } from '@pulso/local/gateway';

import { createPostedHandlers, describePermissions, readCloudFile, readStaticFile } from './console-files';

const token = '77:local-token-of-the-console';
const bot = { id: 77, username: 'toy_bot', first_name: 'Toy' };
/** A picture of one pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('readCloudFile', () => {
  const clock = createLocalClock();
  let botApi: BotApiServer;

  beforeAll(async () => {
    botApi = await startBotApiServer({ token, clock, random: () => 0, bot });
  });

  afterAll(async () => {
    await botApi.close();
    clock.stop();
  });

  /** @returns The id of a photo that the bot has sent. */
  const sendPhoto = async (): Promise<string | undefined> => {
    const { chatId } = botApi.people.say({ person: 'Ada' }, 'hi');
    const form = new FormData();
    form.set('chat_id', String(chatId));
    form.set('photo', new File([new Uint8Array(png)], 'a.png'));
    await fetch(`${botApi.url}/bot${token}/sendPhoto`, { method: 'POST', body: form });
    return botApi.conversation.sentByBot().at(-1)?.pictureId;
  };
  const mails = () => [
    { path: '/x.eml', message: 'Content-Type: text/html\r\n\r\n<p>Hello</p>' },
    { path: '/y.eml', message: 'Subject: x\r\n\r\nHello' },
  ];
  const webhookCalls = () => [
    { atMs: 5, name: 'team', headers: { 'content-type': 'application/json', authorization: 'Bearer x' }, body: '{}' },
  ];
  const read = (path: string) => readCloudFile({ botApi, mails, webhookCalls, access: undefined }, path);

  it('gives a picture that the bot has sent, with its type, and no other file', async () => {
    const pictureId = await sendPhoto();

    expect(read(`/files/${pictureId}`)).toEqual({ contentType: 'image/png', body: png });
    expect([read('/files/other'), read('/files/../x'), read('/main.js')]).toEqual([undefined, undefined, undefined]);
  });

  it('gives a mail under a policy that lets it do nothing', () => {
    const { contentType, body, contentSecurityPolicy } = read('/mails/0') ?? {};

    expect([contentType, body]).toEqual(['text/html; charset=utf-8', '<p>Hello</p>']);
    for (const part of ["default-src 'none'", 'img-src data:', 'sandbox', "frame-ancestors 'none'"]) {
      expect(contentSecurityPolicy).toContain(part);
    }
    expect(contentSecurityPolicy).not.toMatch(/script-src|allow-/);
    expect(read('/mails/1')).toEqual({ contentType: 'text/plain; charset=utf-8', body: 'Hello' });
    expect([read('/mails/2'), read('/mails/x'), read('/mails/')]).toEqual([undefined, undefined, undefined]);
  });

  it('gives the call of a webhook as it was sent, but for what is secret', () => {
    expect(read('/webhooks/0')?.body).toBe('content-type: application/json\n\n{}');
    expect(read('/webhooks/1')).toBeUndefined();
  });
});

describe('createPostedHandlers', () => {
  it('lists mails and calls, the latest first, with readable subjects', async () => {
    const message =
      'To: owner@example.org\r\nSubject: =?UTF-8?B?4oCmIMOh?=\r\nDate: Wed, 25 Nov 2026 12:00:00 +0000\r\n\r\nx';
    const handlers = createPostedHandlers({
      mails: () => [{ path: '/x.eml', message }],
      webhookCalls: () => [{ atMs: 5, name: 'team', headers: {}, body: '' }],
    });

    expect(await handlers['chat.posted']({})).toEqual([
      { path: 'mails/0', title: '… á, to owner@example.org', atMs: Date.UTC(2026, 10, 25, 12) },
      { path: 'webhooks/0', title: 'Webhook team', atMs: 5 },
    ]);
  });
});

describe('describePermissions', () => {
  it('tells what was refused first, and of each grant whether it was needed', () => {
    const grant = (where: string, pattern: string) => ({ where, sid: 'S', element: 'action' as const, pattern });

    const text = describePermissions({
      usedGrants: () => [grant('role bot', 'a:Used')],
      unusedGrants: () => [grant('role aggregator', 'a:Unused')],
      denials: () => [{ message: 'User: x is not authorized', action: 'a:B', resource: '*', count: 2 }],
    });

    expect(text.split('\n')).toEqual([
      'REFUSED 2 times: User: x is not authorized',
      'not yet  role aggregator, S: action a:Unused',
      'used     role bot, S: action a:Used',
      '',
    ]);
  });
});

describe('readStaticFile', () => {
  let folder: string;

  beforeAll(() => {
    const parent = mkdtempSync(join(tmpdir(), 'pulso-page-'));
    folder = join(parent, 'page');
    mkdirSync(join(folder, 'deeper'), { recursive: true });
    for (const name of ['index.html', 'main.js', 'main.css', 'main.js.map', 'notes.txt', 'deeper/main.js', '../out.js'])
      writeFileSync(join(folder, name), `content of ${name}`);
  });

  afterAll(() => rmSync(join(folder, '..'), { recursive: true }));

  it.each([
    ['/', 'text/html; charset=utf-8', 'index.html'],
    ['/index.html', 'text/html; charset=utf-8', 'index.html'],
    ['/main.js', 'text/javascript; charset=utf-8', 'main.js'],
    ['/main.css', 'text/css; charset=utf-8', 'main.css'],
    ['/main.js.map', 'application/json', 'main.js.map'],
  ])('reads %s as %s', async (path, contentType, name) => {
    const file = await readStaticFile(folder, path);

    expect([file?.contentType, file?.body.toString()]).toEqual([contentType, `content of ${name}`]);
  });

  it.each([
    ['a file that is not there', '/other.js'],
    ['a file of another kind', '/notes.txt'],
    ['a folder', '/deeper'],
    ['a file of a folder', '/deeper/main.js'],
    ['a file beside the folder', '/../out.js'],
    ['the same, encoded', '/..%2fout.js'],
    ['the same, with backslashes', '/..\\out.js'],
    ['an absolute path', '//etc/hostname.js'],
    ['a hidden file', '/.js'],
    ['nothing', ''],
  ])('reads no file for %s', async (_, path) => {
    expect(await readStaticFile(folder, path)).toBeUndefined();
  });
});
