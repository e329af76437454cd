import {
  DeleteParameterCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParametersCommand,
  PutParameterCommand,
  type PutParameterCommandInput,
  SSMClient,
} from '@aws-sdk/client-ssm';

import { rejectionOf, startTestCloud, type TestCloud, testStartMs } from '../testing/start-test-cloud';
import { createSsmService } from './create-ssm-service';

describe('the emulated Parameter Store', () => {
  let cloud: TestCloud;
  let client: SSMClient;

  beforeEach(async () => {
    cloud = await startTestCloud((clock) => [
      createSsmService({
        ...{ clock, region: 'eu-central-1' },
        declared: [
          { name: '/pulso/dev/admins', type: 'String', value: '1,2' },
          { name: '/pulso/dev/telegram-token', type: 'SecureString' },
        ],
      }),
    ]);
    client = new SSMClient(cloud.clientConfig);
  });

  afterEach(async () => {
    client.destroy();
    await cloud.stop();
  });

  const put = (Name: string, Value: string, overrides: Partial<PutParameterCommandInput> = {}) =>
    client.send(new PutParameterCommand({ Name, Value, ...overrides }));
  const get = async (Name: string, WithDecryption?: boolean) =>
    (await client.send(new GetParameterCommand({ Name, WithDecryption }))).Parameter;

  describe('a declared parameter', () => {
    it('with a value can be read', async () => {
      const parameter = await get('/pulso/dev/admins');

      expect(parameter).toMatchObject({
        Name: '/pulso/dev/admins',
        ARN: 'arn:aws:ssm:eu-central-1:000000000000:parameter/pulso/dev/admins',
        Type: 'String',
        Value: '1,2',
        Version: 1,
      });
      expect(parameter?.LastModifiedDate?.getTime()).toBeGreaterThanOrEqual(testStartMs);
    });

    it('without a value does not exist until PutParameter gives it one', async () => {
      const before = await rejectionOf(get('/pulso/dev/telegram-token'));

      await put('/pulso/dev/telegram-token', '123:secret');

      expect(before).toMatchObject({ name: 'ParameterNotFound' });
      expect(String(before)).toContain('declared without a value');
      expect(await get('/pulso/dev/telegram-token', true)).toMatchObject({ Type: 'SecureString', Value: '123:secret' });
    });
  });

  it('gives the parameters that exist, and the names of the others', async () => {
    const Names = ['/pulso/dev/admins', '/pulso/dev/telegram-token'];

    const found = await client.send(new GetParametersCommand({ Names }));

    expect(found.Parameters?.map(({ Value }) => Value)).toEqual(['1,2']);
    expect(found.InvalidParameters).toEqual(['/pulso/dev/telegram-token']);
  });

  it('keeps a new value only when it may overwrite, and counts the versions', async () => {
    await put('/a', 'one', { Type: 'SecureString' });

    expect(await rejectionOf(put('/a', 'two'))).toMatchObject({ name: 'ParameterAlreadyExists' });
    expect(await put('/a', 'two', { Overwrite: true })).toMatchObject({ Version: 2 });
    expect(await get('/a')).toMatchObject({ Value: 'local-ciphertext:/a:2' });
    expect(await get('/a', true)).toMatchObject({ Value: 'two', Type: 'SecureString' });
  });

  it('lists one level of a path, and deletes', async () => {
    for (const name of ['/a/b', '/a/b/c', '/a/d']) await put(name, 'x', { Type: 'String' });
    const list = async () => {
      const ParameterFilters = [{ Key: 'Path', Option: 'OneLevel', Values: ['/a'] }];
      const { Parameters } = await client.send(new DescribeParametersCommand({ ParameterFilters, MaxResults: 50 }));
      return Parameters?.map(({ Name }) => Name);
    };
    const before = await list();

    await client.send(new DeleteParameterCommand({ Name: '/a/d' }));

    expect([before, await list()]).toEqual([['/a/b', '/a/d'], ['/a/b']]);
  });

  describe('refusals', () => {
    it.each<[string, string, string, Partial<PutParameterCommandInput>]>([
      ['a policy, which is not emulated', '/a', 'x', { Policies: '[]' }],
      ['the advanced tier, which is not emulated', '/a', 'x', { Tier: 'Advanced' }],
    ])('cover %s', async (_title, name, value, overrides) => {
      const error = await rejectionOf(put(name, value, { Type: 'String', ...overrides }));

      expect(error).toMatchObject({ name: 'ValidationException' });
    });
  });
});
