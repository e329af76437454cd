import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { parameterName } from '@pulso/contracts/envelope';

import { type ParameterStore, startParameterStore } from './testing/parameter-store';
import { createDeployedRecords, type DeployedRecords, explain, succeed } from '../deploy/deployed-records';

const region = 'eu-central-1';
const first = { commit: 'c1', digest: 'd1', deployedAt: '2026-11-27T12:00:00Z' };
const second = { commit: 'c2', digest: 'd2', deployedAt: '2026-11-28T12:00:00Z' };

describe('records of what is deployed', () => {
  const variables = ['AWS_ENDPOINT_URL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;
  const before = Object.fromEntries(variables.map((name) => [name, process.env[name]]));
  let store: ParameterStore;
  let records: DeployedRecords;

  beforeEach(async () => {
    store = await startParameterStore(region);
    // As an operator points the command at the local cloud.
    Object.assign(process.env, store.variables);
    records = createDeployedRecords({ stage: 'prod', region, maxAttempts: 1 });
  });

  afterEach(async () => {
    for (const [name, value] of Object.entries(before))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    await store.stop();
  });

  it('are read back as they were written, and are absent before', async () => {
    await records.write('bot', { ...second, previous: first });

    expect([...(await records.read(['notifier', 'bot']))]).toEqual([['bot', { ...second, previous: first }]]);
  });

  it('are of one stage, and of more stacks than one call takes', async () => {
    const stacks = Array.from({ length: 12 }, (_, index) => `stack-${index}`);
    for (const stack of stacks) await records.write(stack, { ...first, commit: stack });
    const staging = createDeployedRecords({ stage: 'staging', region, maxAttempts: 1 });

    const found = await records.read(stacks);

    expect([...found].map(([stack, { commit }]) => stack === commit)).toEqual(stacks.map(() => true));
    expect((await staging.read(stacks)).size).toBe(0);
  });

  it.each(['no JSON', '{}', '{"commit":1,"digest":"d","deployedAt":"t"}', 'null'])(
    'take %s for nothing, so that the stack is looked at',
    async (Value) => {
      const client = new SSMClient({ region, maxAttempts: 1 });
      const Name = parameterName('prod', 'deployed/bot');
      await client.send(new PutParameterCommand({ Name, Type: 'String', Value }));

      expect((await records.read(['bot'])).size).toBe(0);
    },
  );

  it('say what can not be read where nothing answers', async () => {
    process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:1';
    const unreachable = createDeployedRecords({ stage: 'prod', region, maxAttempts: 1 });

    await expect(unreachable.read(['bot'])).rejects.toThrow(
      /^Cannot read what was last deployed in SSM, eu-central-1: .*ECONNREFUSED/,
    );
  });
});

describe('what can not be read of the records', () => {
  const named = (name: string, message: string) => Object.assign(new Error(message), { name });

  it.each([
    [
      named('CredentialsProviderError', 'Could not load credentials from any providers'),
      'there are no AWS credentials. Log in, or set AWS_PROFILE.',
    ],
    [
      named('CredentialsProviderError', "The SSO session has expired. Run 'aws sso login'."),
      "The SSO session has expired. Run 'aws sso login'.",
    ],
    [
      named('UnrecognizedClientException', 'The security token included in the request is invalid.'),
      'AWS does not know the credentials. Log in to the account, and look whether it has this region turned on.',
    ],
    [named('AccessDeniedException', 'no permission'), 'no permission'],
    [Object.assign(named('Error', ''), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
  ])('is said of %s', (error, words) => {
    expect(explain(error)).toBe(words);
  });
});

describe('a record after a deployment', () => {
  it('keeps the one before, and none before that', () => {
    const third = { ...second, commit: 'c3', digest: 'd3' };

    const record = succeed(succeed(succeed(undefined, first), second), third);

    expect(record).toEqual({ ...third, previous: second });
  });

  it('keeps what was before when the same is deployed again', () => {
    const again = { ...second, commit: 'c3' };

    expect(succeed({ ...second, previous: first }, again)).toEqual({ ...again, previous: first });
    expect(succeed(second, again)).toEqual(again);
  });

  it('forgets what has not ended', () => {
    const unfinished = { commit: 'c2', digest: 'd2', startedAt: '2026-11-28T12:00:00Z' };

    expect(succeed({ ...first, unfinished }, second)).toEqual({ ...second, previous: first });
  });
});
