import { createReadWebhookInfo } from './create-read-webhook-info';

const token = '123456789:AAabcdefghijklmnopqrstuvwxyz1234567';

/** Asks a Telegram that gives this answer. */
function askOf(answer: () => Response) {
  const urls: string[] = [];
  const ask = createReadWebhookInfo({
    apiRoot: 'https://api.telegram.org/',
    token: async () => token,
    fetch: async (url) => {
      urls.push(String(url));
      return answer();
    },
    timeoutMs: 1000,
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
  it('gives what Telegram says, times in ms', async () => {
    const { ask, urls } = askOf(
      json({
        ok: true,
        result: {
          url: 'https://bot.example/',
          has_custom_certificate: false,
          pending_update_count: 3,
          last_error_date: 1_764_000_000,
          last_error_message: 'Connection timed out',
        },
      }),
    );

    expect(await ask()).toEqual({
      status: 'read',
      info: {
        url: 'https://bot.example/',
        pendingUpdateCount: 3,
        lastError: { atMs: 1_764_000_000_000, message: 'Connection timed out' },
      },
    });
    expect(urls).toEqual([`https://api.telegram.org/bot${token}/getWebhookInfo`]);
  });

  it('gives an empty address where there is no webhook', async () => {
    const { ask } = askOf(json({ ok: true, result: { url: '', pending_update_count: 0 } }));

    expect(await ask()).toEqual({ status: 'read', info: { url: '', pendingUpdateCount: 0 } });
  });

  it.each<[string, () => Response, string]>([
    ['an answer about something else', json({ ok: true, result: true }), 'unknown'],
    ['a refused token', json({ ok: false, error_code: 401 }, 401), 'unauthorized'],
    ['a gateway', json({ ok: false, error_code: 502 }, 502), 'unknown'],
    ['a flood limit', json({ ok: false, error_code: 429, parameters: { retry_after: 3 } }, 429), 'rate-limited'],
    ['no connection', refusedConnection, 'not-sent'],
  ])('tells of %s', async (_what, answer, status) => {
    expect(await askOf(answer).ask()).toMatchObject({ status });
  });
});
