import { createLocalClock } from '@pulso/local-clock';
import { type BotApiServer, startBotApiServer } from '@pulso/local-telegram';

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

  const send = async (kind: 'Photo' | 'Document', bytes: Buffer, fileName: string): Promise<string> => {
    const { chatId } = botApi.people.say({ person: 'Ada' }, 'hi');
    const form = new FormData();
    form.set('chat_id', String(chatId));
    form.set(kind.toLowerCase(), new File([new Uint8Array(bytes)], fileName));
    const response = await fetch(`${botApi.url}/bot${token}/send${kind}`, { method: 'POST', body: form });
    const { result } = (await response.json()) as {
      result: { photo?: { file_id: string }[]; document?: { file_id: string } };
    };
    return result.document?.file_id ?? result.photo?.[0]?.file_id ?? '';
  };
  const mails = () => [{ path: '/x.eml', message: 'Content-Type: text/html\r\n\r\n<p>Hello</p>' }];
  const read = (path: string, query = '') => readCloudFile({ botApi, mails }, path, new URLSearchParams(query));

  it('gives a picture that the bot has sent, with its type, and no other file', async () => {
    const pictureId = await send('Photo', png, 'a.png');
    const pageId = await send('Document', Buffer.from('<script>1</script>'), 'a.html');

    expect(read(`/files/${pictureId}`)).toEqual({ contentType: 'image/png', body: png });
    expect([read(`/files/${pageId}`), read('/files/other'), read('/files/../x'), read('/main.js')]).toEqual([
      ...[undefined, undefined, undefined, undefined],
    ]);
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
