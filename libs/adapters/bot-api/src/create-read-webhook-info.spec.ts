import { createReadWebhookInfo } from './create-bot-api';

const token = '123456789:AAabcdefghijklmnopqrstuvwxyz1234567';

/** A request to a fake Telegram with this answer. */
function askOf(answer: () => Response) {
  const urls: string[] = [];
  const ask = createReadWebhookInfo({
    apiRoot: 'https://api.telegram.org/',
    token: async () => token,
    fetch: async (url) => {
      urls.push(String(url));
      return answer();
    },
    timeoutMs: 60_000,
  });
  return { ask, urls };
}

const json =
  (body: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(body), { status });

const refusedConnection = (): never => {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) });
};

describe('createReadWebhookInfo', () => {
  it.each<[string, () => Response, string]>([
    ['an answer about something else', json({ ok: true, result: true }), 'unknown'],
    ['a refused token', json({ ok: false, error_code: 401 }, 401), 'unauthorized'],
    ['a gateway', json({ ok: false, error_code: 502 }, 502), 'unknown'],
    ['a flood limit', json({ ok: false, error_code: 429, parameters: { retry_after: 3 } }, 429), 'rate-limited'],
    ['no connection', refusedConnection, 'not-sent'],
  ])('reports %s', async (_what, answer, status) => {
    expect(await askOf(answer).ask()).toMatchObject({ status });
  });
});
