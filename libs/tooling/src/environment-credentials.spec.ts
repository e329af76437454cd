import { join } from 'node:path';

type Provider = () => Promise<{ accessKeyId: string; secretAccessKey: string; sessionToken?: string }>;

const { defaultProvider } = jest.requireActual<{ defaultProvider: () => Provider }>(
  join(__dirname, '../../bundling/src/environment-credentials.js'),
);

describe("the bundles' source of credentials", () => {
  const caller = { ...process.env };

  afterEach(() => {
    process.env = { ...caller };
  });

  it('reads the keys of the role from the environment, at every call', async () => {
    const provider = defaultProvider();
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: 'B', AWS_SESSION_TOKEN: 'C' });
    const first = await provider();
    process.env['AWS_ACCESS_KEY_ID'] = 'D';

    expect(first).toEqual({ accessKeyId: 'A', secretAccessKey: 'B', sessionToken: 'C' });
    expect(await provider()).toMatchObject({ accessKeyId: 'D' });
  });

  it('says what is missing instead of looking elsewhere', async () => {
    delete process.env['AWS_ACCESS_KEY_ID'];

    await expect(defaultProvider()()).rejects.toThrow(/AWS_ACCESS_KEY_ID/);
  });
});
