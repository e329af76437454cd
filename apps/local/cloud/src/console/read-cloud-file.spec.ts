import { createLocalClock } from '@pulso/local/clock';
import { type BotApiServer, startBotApiServer } from '@pulso/local/telegram';

import { readCloudFile } from './read-cloud-file';

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
