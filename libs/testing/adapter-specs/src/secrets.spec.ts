import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { SecretNotSetError, createSecrets } from '@pulso/adapters/ssm';
import { createSsmService } from '@pulso/local/gateway';
import { type LocalClock, createLocalClock } from '@pulso/world/time';

import { type StartedService, region, startLocalService } from './start-local-service';

const names = ['/pulso/test/bot-token', '/pulso/test/webhook-secrets', '/pulso/test/pseudonym-key'] as const;
const [botToken, webhookSecrets] = names;

describe('the ssm adapter against the local Parameter Store', () => {
  let clock: LocalClock;
  let service: StartedService;
  let client: SSMClient;

  beforeEach(async () => {
    clock = createLocalClock();
    service = await startLocalService(createSsmService({ clock, region }), clock);
    client = new SSMClient(service.clientConfig);
  });

  afterEach(async () => {
    client.destroy();
    await service.close();
    clock.stop();
  });

  const put = (name: string, value: string) =>
    client.send(new PutParameterCommand({ Name: name, Value: value, Type: 'SecureString', Overwrite: true }));

  it('reads what the operator has set, decrypted, and names what is still missing', async () => {
    await put(botToken, '100200300:token');
    await put(webhookSecrets, 'not-set');
    const { get } = createSecrets(client, { names, ttlMs: 60_000, clock });

    expect(await get(botToken)).toBe('100200300:token');
    await expect(get(webhookSecrets)).rejects.toThrow(SecretNotSetError);
    await expect(get(names[2])).rejects.toThrow(/pseudonym-key/);
  });

  it('notices a rotation after a refresh', async () => {
    await put(botToken, 'old');
    const { get, refresh } = createSecrets(client, { names, ttlMs: 60_000, clock });
    const before = await get(botToken);
    await put(botToken, 'new');
    const cached = await get(botToken);

    refresh();

    expect([before, cached, await get(botToken)]).toEqual(['old', 'old', 'new']);
  });
});
