import { ConfigurationError, httpsOrLoopbackUrl, json, readEnvironment, text, wholeNumber } from './read-environment';

interface Config {
  readonly tableName: string;
  readonly budgetMs: number;
}

const settings = {
  tableName: { variable: 'TABLE_NAME', parse: text },
  budgetMs: { variable: 'BUDGET_MS', parse: wholeNumber(1), fallback: 500 },
};

describe('readEnvironment', () => {
  it('reads settings, with fallbacks for missing tuning', () => {
    expect(readEnvironment<Config>({ TABLE_NAME: 'runs' }, settings)).toEqual({ tableName: 'runs', budgetMs: 500 });
  });

  it('names every problem at once', () => {
    const read = () => readEnvironment<Config>({ TABLE_NAME: '', BUDGET_MS: 'soon' }, settings);

    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(/TABLE_NAME is missing; BUDGET_MS must be a whole number of at least 1, got "soon"/);
  });

  it("reports the caller's findings together with the rest", () => {
    const read = () => readEnvironment<Config>({}, settings, ['DEBUG must not be set']);

    expect(read).toThrow(/DEBUG must not be set; TABLE_NAME is missing/);
  });

  it('uses no fallback for a malformed value', () => {
    expect(() => readEnvironment<Config>({ TABLE_NAME: 'runs', BUDGET_MS: '-3' }, settings)).toThrow(/BUDGET_MS/);
  });

  it('says that a setting is not JSON', () => {
    const parse = json((value) => value);

    expect(() => readEnvironment<{ ids: unknown }>({ IDS: '[1' }, { ids: { variable: 'IDS', parse } })).toThrow(
      /IDS is not valid JSON/,
    );
  });
});

describe('httpsOrLoopbackUrl', () => {
  it.each([
    ['https://api.telegram.org', 'https://api.telegram.org/'],
    ['https://bot-api.example.org:8443/', 'https://bot-api.example.org:8443/'],
    ['https://example.org/bot-api', 'https://example.org/bot-api/'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000/'],
    ['http://[::1]:4000', 'http://[::1]:4000/'],
    ['http://localhost', 'http://localhost/'],
  ])('takes %s with a slash at its end', (address, root) => {
    expect(httpsOrLoopbackUrl(address)).toBe(root);
  });

  it.each([
    ['api.telegram.org'],
    ['http://api.telegram.org'],
    ['http://evil.example'],
    ['http://127.0.0.1.example.org'],
    ['http://localhost.example.org'],
    ['http://127.0.0.1@evil.example'],
    ['https://user:password@api.telegram.org'],
    ['https://api.telegram.org '],
    ['https://api.telegram.org\n'],
    ['https://api.telegram.org/?x=1'],
    ['https://api.telegram.org/#f'],
    ['ftp://127.0.0.1'],
    ['file:///etc/passwd'],
    [''],
  ])('refuses %j', (address) => {
    expect(() => httpsOrLoopbackUrl(address)).toThrow(/must/);
  });
});
