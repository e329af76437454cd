import { createHmac } from 'node:crypto';

import { type CallWebhookOptions, createCallWebhook } from './create-call-webhook';

const nowMs = Date.parse('2026-11-25T12:30:00.900Z');
const epochSeconds = Math.floor(nowMs / 1000);
const url = 'https://hooks.example.com/services/T0/B0/secret-part';
const call = { name: 'team-chat', body: '{"text":"428 requests"}', deliveryId: 'daily-usage/schedule/x/3' };

/** A webhook whose only network is this function. */
function webhook(
  answer: () => Response | Promise<Response>,
  secret: unknown = { url, secret: 's3cret' },
  overrides: Partial<CallWebhookOptions & { deliveryId: string }> = {},
) {
  const requests: { readonly url: string; readonly init: RequestInit }[] = [];
  const callWebhook = createCallWebhook({
    readSecret: async () => (typeof secret === 'string' ? secret : JSON.stringify(secret)),
    fetch: async (address, init = {}) => {
      requests.push({ url: String(address), init });
      return answer();
    },
    timeoutMs: 60_000,
    clock: { nowMs: () => nowMs },
    ...overrides,
  });
  return { requests, send: () => callWebhook({ ...call, deliveryId: overrides.deliveryId ?? call.deliveryId }) };
}

const answering =
  (status: number, headers: Record<string, string> = {}) =>
  () =>
    new Response(status === 204 ? null : 'ok', { status, headers });

const failing = (code: string) => (): never => {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error(`${code} ${url}`), { code }) });
};

describe('createCallWebhook', () => {
  it('posts the body once, signed together with the time, follows no redirect and keeps no connection', async () => {
    const { requests, send } = webhook(answering(204));

    expect(await send()).toEqual({ status: 'accepted' });

    const v1 = createHmac('sha256', 's3cret').update(`${epochSeconds}.${call.body}`).digest('hex');
    expect(requests).toMatchObject([
      {
        url,
        init: {
          method: 'POST',
          redirect: 'manual',
          body: call.body,
          headers: {
            'content-type': 'application/json',
            connection: 'close',
            'pulso-delivery': call.deliveryId,
            'pulso-signature': `t=${epochSeconds},v1=${v1}`,
          },
        },
      },
    ]);
  });

  it.each(['daily-usage/manual/täglich 1\n/3', 'daily-usage/manual/\ud800/3'])(
    'names the run %j in ASCII',
    async (deliveryId) => {
      const { requests, send } = webhook(answering(204), { url }, { deliveryId });

      expect(await send()).toEqual({ status: 'accepted' });

      const name = new Headers(requests[0]?.init.headers).get('pulso-delivery');
      expect(name).toBe(encodeURI(deliveryId.toWellFormed()));
    },
  );

  it('uses the status even if the rest of the answer breaks off', async () => {
    const brokenOff = () => new Response(new ReadableStream({ start: (body) => body.error(new Error('ECONNRESET')) }));

    expect(await webhook(brokenOff).send()).toEqual({ status: 'accepted' });
  });

  it('signs nothing without a secret', async () => {
    const { requests, send } = webhook(answering(200), { url });

    await send();

    expect(requests[0]?.init.headers).not.toHaveProperty('pulso-signature');
  });

  it.each([
    ['60', 60_000],
    ['0.5', 1_000],
    ['Wed, 25 Nov 2026 12:31:00 GMT', 59_100],
    ['86400', 900_000],
    ['soon', 60_000],
    [undefined, 60_000],
  ])('waits as long as a 429 with Retry-After %s asks for', async (retryAfter, delayMs) => {
    const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };

    expect(await webhook(answering(429, headers)).send()).toEqual({ status: 'postponed', delayMs });
  });

  it.each([300, 301, 400, 401, 404, 410])('reports HTTP %d as a permanent refusal', async (status) => {
    expect(await webhook(answering(status, { location: 'https://evil.example' })).send()).toEqual({
      status: 'rejected',
      reason: `HTTP ${status}`,
    });
  });

  it.each([408, 500, 503])('reports the outcome of HTTP %d as unknown', async (status) => {
    expect(await webhook(answering(status)).send()).toEqual({ status: 'unknown', reason: `HTTP ${status}` });
  });

  it.each([
    ['ECONNRESET', 'unknown'],
    ['UND_ERR_HEADERS_TIMEOUT', 'unknown'],
    ['ECONNREFUSED', 'not-sent'],
    ['ENOTFOUND', 'not-sent'],
  ])('says after %s whether the call may have arrived, without the address', async (code, status) => {
    expect(await webhook(failing(code)).send()).toEqual({ status, reason: code });
  });

  it('ends the answer without reading it, even if that fails', async () => {
    let endCount = 0;
    const cancel = () => {
      endCount += 1;
      throw new Error('ECONNRESET');
    };

    expect(await webhook(() => new Response(new ReadableStream({ cancel }))).send()).toEqual({ status: 'accepted' });
    expect(endCount).toBe(1);
  });

  it('gives up after its time', async () => {
    const { send } = webhook(
      answering(200),
      { url },
      {
        timeoutMs: 10,
        fetch: (_address, init) =>
          new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))),
      },
    );

    expect(await send()).toEqual({ status: 'unknown', reason: 'TimeoutError' });
  });

  it('reads its parameter before every call', async () => {
    const secrets = [JSON.stringify({ url }), JSON.stringify({ url: 'https://new.example/' })];
    const { requests, send } = webhook(answering(200), '', { readSecret: async () => secrets.shift() ?? '' });

    await send();
    await send();

    expect(requests.map((request) => request.url)).toEqual([url, 'https://new.example/']);
  });

  it.each([
    ['text that is not JSON', 'https://hooks.example.com/x', /"url"/],
    ['no address', { secret: 'x' }, /"url"/],
    ['an empty secret', { url, secret: '' }, /"secret"/],
    ['http', { url: 'http://hooks.example.com/x' }, /https/],
    ['a name that only begins like loopback', { url: 'http://127.0.0.1.example.com/x' }, /https/],
    ['a user name', { url: 'https://user@hooks.example.com' }, /credentials/],
    ['a password', { url: 'https://:password@hooks.example.com' }, /credentials/],
    ['credentials', { url: 'https://user:password@hooks.example.com' }, /credentials/],
  ])('calls nothing when its parameter holds %s, and quotes none of it', async (_title, secret, reason) => {
    const { requests, send } = webhook(answering(200), secret);

    const outcome = await send();

    expect(outcome).toEqual({ status: 'not-sent', reason: expect.stringMatching(reason) });
    expect(JSON.stringify(outcome)).not.toContain('example.com');
    expect(requests).toEqual([]);
  });

  it('calls nothing when its parameter can not be read', async () => {
    const { send } = webhook(answering(200), '', {
      readSecret: () => Promise.reject(Object.assign(new Error(`no ${url}`), { name: 'SecretNotSetError' })),
    });

    expect(await send()).toEqual({ status: 'not-sent', reason: "its parameter can't be read (SecretNotSetError)" });
  });

  it('reaches a receiver on loopback without encryption', async () => {
    expect(await webhook(answering(200), { url: 'http://127.0.0.1:8080/hook' }).send()).toEqual({ status: 'accepted' });
  });
});
