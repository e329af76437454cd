import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

import { SSMClient } from '@aws-sdk/client-ssm';

import { SecretNotSetError, UnknownSecretError, createSecrets } from './create-secrets';

const names = ['/pulso/test/bot-token', '/pulso/test/pseudonym-key'] as const;
const [botToken, pseudonymKey] = names;

describe('createSecrets', () => {
  let server: Server;
  let client: SSMClient;
  let requests: unknown[];
  let stored: Record<string, string>;
  let failures: number;
  let nowMs: number;

  beforeEach(async () => {
    requests = [];
    stored = { [botToken]: 'token-1', [pseudonymKey]: 'key-1' };
    failures = 0;
    nowMs = 1_000_000;
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        requests.push(JSON.parse(Buffer.concat(chunks).toString()));
        response.setHeader('content-type', 'application/x-amz-json-1.1');
        if (failures > 0) {
          failures -= 1;
          response.writeHead(400).end(JSON.stringify({ __type: 'AccessDeniedException', message: 'no' }));
          return;
        }
        const Parameters = Object.entries(stored).map(([Name, Value]) => ({ Name, Value, Type: 'SecureString' }));
        response.end(JSON.stringify({ Parameters, InvalidParameters: [] }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = new SSMClient({
      region: 'eu-central-1',
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
  });

  afterEach(async () => {
    client.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const secrets = () => createSecrets(client, { names, ttlMs: 300_000, clock: { nowMs: () => nowMs } });

  it('reads all secrets decrypted, by one call for concurrent callers', async () => {
    const { get } = secrets();

    const values = await Promise.all([get(botToken), get(pseudonymKey), get(botToken)]);

    expect(values).toEqual(['token-1', 'key-1', 'token-1']);
    expect(requests).toEqual([{ Names: names, WithDecryption: true }]);
  });

  it('keeps values until their time is over', async () => {
    const { get } = secrets();
    await get(botToken);
    stored[botToken] = 'token-2';

    nowMs += 299_999;
    const early = await get(botToken);
    nowMs += 1;
    const late = await get(botToken);

    expect([early, late, requests.length]).toEqual(['token-1', 'token-2', 2]);
  });

  it('does not keep a failure', async () => {
    const { get } = secrets();
    failures = 1;

    await expect(get(botToken)).rejects.toMatchObject({ name: 'AccessDeniedException' });

    expect(await get(botToken)).toBe('token-1');
  });

  it.each([['not-set'], [' '], ['not-set\n']])('counts the placeholder %j as not set', async (value) => {
    const { get } = secrets();
    stored[botToken] = value;

    const asked = get(botToken);

    await expect(asked).rejects.toThrow(SecretNotSetError);
    await expect(asked).rejects.toThrow(/No secret is set in \/pulso\/test\/bot-token\. Set it with: npm run secrets/);
    expect(await get(pseudonymKey)).toBe('key-1');
  });

  it('refuses a name that it does not read', async () => {
    await expect(secrets().get('/pulso/test/other')).rejects.toThrow(UnknownSecretError);
    expect(requests).toEqual([]);
  });
});
