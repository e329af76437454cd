import { createCallOutward } from './calls';

const answering = (respond: (url: string, init: RequestInit) => Response | Promise<Response>) => {
  const calls: { url: string; init: RequestInit }[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    calls.push({ url, init });
    return respond(url, init);
  }) as typeof globalThis.fetch;
  return { calls, call: createCallOutward({ fetch, timeoutMs: 60_000 }) };
};

const url = 'https://api.example.com/weather?key=secret';

describe('a call outward', () => {
  it('returns the answer with any status', async () => {
    const { call, calls } = answering(() => new Response('{"t":21}', { status: 503 }));

    expect(await call({ url })).toEqual({ type: 'answered', statusCode: 503, body: '{"t":21}' });
    expect(calls).toMatchObject([{ url, init: { method: 'GET', redirect: 'manual' } }]);
  });

  it('posts a body with its headers', async () => {
    const { call, calls } = answering(() => new Response(null, { status: 204 }));

    expect(await call({ url, body: '{}', headers: { 'content-type': 'application/json' } })).toMatchObject({
      body: '',
    });
    expect(calls).toMatchObject([
      { init: { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } } },
    ]);
  });

  it.each(['http://api.example.com', 'file:///etc/passwd', '//api.example.com', 'api'])(
    'is not made to %s',
    async (address) => {
      const { call, calls } = answering(() => new Response('x'));

      expect(await call({ url: address })).toEqual({ type: 'failed', reason: 'not https' });
      expect(calls).toEqual([]);
    },
  );

  it.each<[string, () => Response | Promise<Response>, string]>([
    ['no answer comes', () => Promise.reject(new DOMException('secret', 'TimeoutError')), 'TimeoutError'],
    [
      'the connection breaks',
      () => Promise.reject(Object.assign(new TypeError('fetch failed: secret'), { cause: { code: 'ECONNRESET' } })),
      'ECONNRESET',
    ],
    ['the answer is too long', () => new Response('x'.repeat(256 * 1024 + 1)), 'more than 262144 bytes'],
  ])('fails if %s, with a reason that shows nothing of the call', async (_case, respond, reason) => {
    const { call } = answering(respond);

    expect(await call({ url })).toEqual({ type: 'failed', reason });
  });

  it('reads a letter that arrives in two chunks', async () => {
    const [first, second] = [new TextEncoder().encode('ä').slice(0, 1), new TextEncoder().encode('ä').slice(1)];
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(first);
        controller.enqueue(second);
        controller.close();
      },
    });
    const { call } = answering(() => new Response(body));

    expect(await call({ url })).toMatchObject({ body: 'ä' });
  });
});
