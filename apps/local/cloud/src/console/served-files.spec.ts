import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createLocalClock } from '@pulso/local/clock';
import { type BotApiServer, startBotApiServer } from '@pulso/local/telegram';

import { readStaticFile, readCloudFile, mailPage } from './served-files';

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
    return botApi.conversation.sentByBot().at(-1)?.attachment?.json[0]?.file_id;
  };
  const mails = () => [{ path: '/x.eml', message: 'Content-Type: text/html\r\n\r\n<p>Hello</p>' }];
  const read = (path: string, query = '') => readCloudFile({ botApi, mails }, path, new URLSearchParams(query));

  it('gives a picture that the bot has sent, with its type, and no other file', async () => {
    const pictureId = await sendPhoto();

    expect(read(`/files/${pictureId}`)).toEqual({ contentType: 'image/png', body: png });
    expect([read('/files/other'), read('/files/../x'), read('/main.js')]).toEqual([undefined, undefined, undefined]);
  });

  it('gives a mail under a policy that lets it do nothing', () => {
    const { contentType, body, contentSecurityPolicy } = read('/mails/0', 'scheme=dark') ?? {};

    expect([contentType, body]).toEqual([
      'text/html; charset=utf-8',
      '<meta name="color-scheme" content="dark"><p>Hello</p>',
    ]);
    for (const part of ["default-src 'none'", 'img-src data:', 'sandbox', "frame-ancestors 'self'"]) {
      expect(contentSecurityPolicy).toContain(part);
    }
    expect(contentSecurityPolicy).not.toMatch(/script-src|allow-/);
    expect([read('/mails/1'), read('/mails/x'), read('/mails/')]).toEqual([undefined, undefined, undefined]);
  });
});

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
