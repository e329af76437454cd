import { type AskedRequest, admit } from './admit';

const token = 'a-token-of-this-run';
const host = '127.0.0.1:4000';

const ask = (changes: Partial<AskedRequest> = {}, headers: AskedRequest['headers'] = {}): ReturnType<typeof admit> =>
  admit({ method: 'GET', url: `/${token}/`, ...changes, headers: { host, ...headers } }, token);

describe('admit', () => {
  it('admits a request with the token and says what it wants', () => {
    const admitted = ask({ url: `/${token}/mail?id=3` });

    expect(admitted).toEqual({ path: '/mail' });
  });

  it('tells the token alone from the page behind it', () => {
    expect([ask({ url: `/${token}` }), ask()]).toMatchObject([{ path: '' }, { path: '/' }]);
  });

  it.each(['/', '', '*', '/other/', `/${token.slice(0, -1)}/`, `/${token}x/`, `/x/${token}/`, '/%00/'])(
    'finds nothing at %p, which lacks the token',
    (url) => {
      expect(ask({ url })).toMatchObject({ status: 404 });
    },
  );

  it.each([`/${token}/../secret`, `/${token}/%2e%2e/secret`])('lets no path climb out of the token: %p', (url) => {
    expect(ask({ url })).toMatchObject({ status: 404 });
  });

  it.each(['example.com', 'pulso.example:4000', '127.0.0.1.example.com', '0.0.0.0:4000', '', undefined])(
    'refuses the host %p, which may be a name that another page has made to resolve to this machine',
    (other) => {
      expect(ask({}, { host: other })).toMatchObject({ status: 403 });
    },
  );

  it.each([
    'https://example.com',
    'http://127.0.0.1:4001',
    'http://localhost:4000',
    'https://127.0.0.1:4000',
    'null',
    '',
  ])('refuses the origin %p, which is another page', (origin) => {
    expect(ask({}, { origin })).toMatchObject({ status: 403 });
  });

  it('takes its own origin', () => {
    expect(ask({}, { origin: `http://${host}` })).toMatchObject({ path: '/' });
  });

  it.each(['PUT', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'get', ''])('refuses the method %p', (method) => {
    expect(ask({ method })).toMatchObject({ status: 405 });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonp', undefined])(
    'refuses a body of the type %p, which a form of another page can send',
    (type) => {
      expect(ask({ method: 'POST' }, { 'content-type': type })).toMatchObject({ status: 415 });
    },
  );

  it.each(['application/json', 'Application/JSON; charset=utf-8'])('takes a body of the type %p', (type) => {
    expect(ask({ method: 'POST' }, { 'content-type': type })).toMatchObject({ path: '/' });
  });
});
