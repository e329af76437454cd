import { classifyNetworkError } from './classify-network-error';

const token = '123456789:AAabcdefghijklmnopqrstuvwxyz1234567';

/** The platform's fetch: the cause has the code. */
const fromFetch = (code: string): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(`${code} https://x/bot${token}/y`), { code }) });

/** node-fetch, Telegraf's HTTP client: its own error has the code. */
const fromNodeFetch = (code: string): Error =>
  Object.assign(new Error(`request to https://x/bot${token}/y failed, reason: ${code}`), {
    name: 'FetchError',
    type: 'system',
    errno: code,
    code,
  });

describe.each([
  ['fetch', fromFetch],
  ['node-fetch', fromNodeFetch],
])('classifyNetworkError for %s', (_client, failure) => {
  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'UND_ERR_CONNECT_TIMEOUT',
    'CERT_HAS_EXPIRED',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'ERR_INVALID_URL',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('knows that nothing was sent after %s', (code) => {
    expect(classifyNetworkError(failure(code))).toEqual({ status: 'not-sent', reason: code });
  });

  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT'])(
    'does not know what became of the call after %s',
    (code) => {
      expect(classifyNetworkError(failure(code))).toEqual({ status: 'unknown', reason: code });
    },
  );
});

describe('classifyNetworkError', () => {
  it.each([
    ['TimeoutError', new DOMException('timed out', 'TimeoutError')],
    ['AbortError', Object.assign(new Error('The user aborted a request.'), { name: 'AbortError', type: 'aborted' })],
    ['Error', new Error(`no json at https://x/bot${token}/y`)],
    ['unknown error', 'refused'],
    ['unknown error', undefined],
  ])('names it %s, with an unknown outcome', (reason, error) => {
    expect(classifyNetworkError(error)).toEqual({ status: 'unknown', reason });
  });

  it('knows that nothing was sent if no address could be reached', () => {
    const noAddress = new TypeError('fetch failed', { cause: new AggregateError([]) });

    expect(classifyNetworkError(noAddress)).toEqual({ status: 'not-sent', reason: 'no address reached' });
  });
});
