import { html } from '@pulso/kit/telegram';

import { type BotApiOptions } from './call-method';
import { createBotApi } from './create-bot-api';

const token = '123456789:AAabcdefghijklmnopqrstuvwxyz1234567';
const message = { chatId: '7', html: html`<b>${'a<b'}</b>`, silent: true };
const edit = { chatId: '@reports', messageId: 5, html: html`new` };

interface Request {
  readonly url: string;
  readonly init: RequestInit;
}

/** A client whose only network is this function. */
function apiWith(answer: () => Response | Promise<Response>, overrides: Partial<BotApiOptions> = {}) {
  const requests: Request[] = [];
  const api = createBotApi({
    apiRoot: 'https://api.telegram.org/',
    token: async () => token,
    fetch: async (url, init = {}) => {
      requests.push({ url: String(url), init });
      return answer();
    },
    timeoutMs: 60_000,
    ...overrides,
  });
  return { api, requests };
}

const json =
  (body: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(body), { status });

const failing = (error: Error) => (): never => {
  throw error;
};

const networkError = (cause: unknown): TypeError => new TypeError('fetch failed', { cause });

const systemError = (code: string): Error => Object.assign(new Error(`${code} https://x/bot${token}/y`), { code });

describe('createBotApi', () => {
  it('uploads a file by its name', async () => {
    const { api, requests } = apiWith(json({ ok: true, result: { message_id: 42 } }));
    const file = {
      fileName: 'a.csv',
      contentType: 'text/csv; charset=utf-8',
      content: new TextEncoder().encode('a,b'),
    };

    const sent = await api.sendDocument({ chatId: '7', messageThreadId: 9, silent: false, ...file });

    expect(sent).toEqual({ status: 'sent', messageId: 42 });
    expect(requests[0]?.url).toMatch(/\/sendDocument$/);
    const { document, ...fields } = Object.fromEntries(requests[0]?.init.body as FormData);
    expect(fields).toEqual({ chat_id: '7', message_thread_id: '9', disable_notification: 'false' });
    expect(document).toMatchObject({ name: 'a.csv', type: 'text/csv; charset=utf-8' });
    expect(await (document as File).text()).toBe('a,b');
  });

  it('does not retry after a failure, and keeps no connection', async () => {
    const { api, requests } = apiWith(json({ ok: false, error_code: 500 }, 500));

    await api.sendMessage(message);

    expect(requests).toHaveLength(1);
    expect(requests[0]?.init).toMatchObject({ redirect: 'manual', headers: { connection: 'close' } });
  });

  it('reads the token before every call', async () => {
    const tokens = ['first', 'second'];
    const { api, requests } = apiWith(json({ ok: true, result: true }), {
      token: async () => tokens.shift() ?? 'none',
    });

    await api.editMessageText(edit);
    await api.editMessageText(edit);

    expect(requests.map(({ url }) => url.split('/')[3])).toEqual(['botfirst', 'botsecond']);
  });

  it('sends nothing when the token cannot be read', async () => {
    const { api, requests } = apiWith(json({ ok: true }), { token: failing(new Error(`secret ${token}`)) });

    expect(await api.sendMessage(message)).toEqual({
      status: 'not-sent',
      reason: "the bot token can't be read (Error)",
    });
    expect(requests).toEqual([]);
  });

  it.each([
    ['ECONNREFUSED', networkError(systemError('ECONNREFUSED'))],
    ['ENOTFOUND', networkError(systemError('ENOTFOUND'))],
    ['UND_ERR_CONNECT_TIMEOUT', networkError(systemError('UND_ERR_CONNECT_TIMEOUT'))],
    ['CERT_HAS_EXPIRED', networkError(systemError('CERT_HAS_EXPIRED'))],
    ['ETIMEDOUT', networkError(Object.assign(new AggregateError([]), { code: 'ETIMEDOUT' }))],
    ['no address reached', networkError(new AggregateError([]))],
  ])('knows that nothing was sent after %s', async (reason, error) => {
    const { api } = apiWith(failing(error));

    expect(await api.sendMessage(message)).toEqual({ status: 'not-sent', reason });
  });

  it.each([
    ['ECONNRESET', networkError(systemError('ECONNRESET'))],
    ['ETIMEDOUT', networkError(systemError('ETIMEDOUT'))],
    ['UND_ERR_SOCKET', networkError(systemError('UND_ERR_SOCKET'))],
    ['TimeoutError', new DOMException('timed out', 'TimeoutError')],
    ['TypeError', networkError(undefined)],
  ])('does not know whether the call arrived after %s', async (reason, error) => {
    const { api } = apiWith(failing(error));

    expect(await api.sendMessage(message)).toEqual({ status: 'unknown', reason });
    expect(await api.editMessageText(edit)).toEqual({ status: 'unknown', reason });
  });

  it.each([
    ['<html>Bad Gateway</html>', 502],
    ['', 200],
    ['{"ok":', 200],
    ['null', 200],
    ['{"ok":"yes"}', 200],
    ['{"ok":true,"result":{"message_id":"x"}}', 200],
    ['{"ok":true}', 200],
    ['{"ok":true,"result":{"message_id":1}}', 500],
  ])('does not take %j with HTTP %d for a sent message', async (body, status) => {
    const { api } = apiWith(() => new Response(body, { status }));

    expect(await api.sendMessage(message)).toMatchObject({ status: 'unknown' });
  });

  it('never reveals the token', async () => {
    const outcomes = await Promise.all(
      [
        failing(networkError(systemError('ECONNREFUSED'))),
        failing(new Error(`no json at https://x/bot${token}/sendMessage`)),
        json({ ok: false, error_code: 400, description: `Bad Request: ${token}` }, 400),
      ].map((answer) => apiWith(answer).api.sendMessage(message)),
    );

    expect(JSON.stringify(outcomes)).not.toContain(token.slice(12));
  });
});
