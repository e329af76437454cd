import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import {
  type BotApiServer,
  createSsmService,
  type Gateway,
  startBotApiServer,
  startGateway,
} from '@pulso/local/gateway';
import { type LocalClock, createLocalClock } from '@pulso/world/time';
import { UsageError } from '@pulso/adapters/node-runtime';
import { type BotFunction, NotDeployedError } from '../aws';
import { createCallBotApi } from '../telegram';

import { parseSecretsOptions, readPipedSecrets } from './secrets';
import { finishRotation, rotateWebhookSecrets, setSecrets } from './set-secrets';
import { type SecretStore, createSecretStore } from './secret-store';

const region = 'eu-central-1';
const accessKeyId = 'LOCALADMINISTRATOR';
const token = '7000000001:local-bot-token-for-tests';
const webhook = '{"url": "https://hooks.example.com/a-secret-path", "secret": "signs"}';

let clock: LocalClock;
let gateway: Gateway;
let client: SSMClient;
let telegram: BotApiServer;
let store: SecretStore;
let lines: string[];
let questions: string[];

const put = (name: string, Value: string, stage = 'prod') =>
  client.send(
    new PutParameterCommand({ Name: `/pulso/${stage}/${name}`, Value, Type: 'SecureString', Overwrite: true }),
  );
const valueOf = async (name: string) =>
  (await client.send(new GetParameterCommand({ Name: `/pulso/prod/${name}`, WithDecryption: true }))).Parameter?.Value;

/** What the stacks declare. */
const declared = ['bot-token', 'webhook-secrets', 'pseudonym-key', 'webhook-team-chat'];
const values = () => Promise.all(declared.map(valueOf));

beforeEach(async () => {
  clock = createLocalClock();
  gateway = await startGateway({
    services: [createSsmService({ clock, region })],
    principals: new Map([[accessKeyId, 'administrator']]),
    clock,
  });
  client = new SSMClient({
    endpoint: gateway.url,
    region,
    credentials: { accessKeyId, secretAccessKey: 'made-up' },
    maxAttempts: 1,
  });
  telegram = await startBotApiServer({
    ...{ token, clock, random: () => 0 },
    bot: { id: 7_000_000_001, username: 'PulsoDemoBot', first_name: 'Pulso' },
  });
  store = createSecretStore('prod', client);
  for (const name of declared) await put(name, 'not-set');
  lines = [];
  questions = [];
});

afterEach(async () => {
  client.destroy();
  await gateway.close();
  await telegram.close();
  clock.stop();
});

const say = (line: string): void => void lines.push(line);

interface Typed {
  /** Input from a pipe. */
  readonly piped?: string;
  /** What is typed at a terminal, in turn. */
  readonly typed?: readonly string[];
}

async function run(args: readonly string[], { piped = '', typed }: Typed = {}): Promise<number> {
  const options = parseSecretsOptions(['--stage', 'prod', ...args]);
  const bot: BotFunction = {
    functionUrl: 'https://example.com/',
    telegramApiRoot: telegram.url,
    botId: 7_000_000_001,
    username: 'PulsoDemoBot',
    adminUserIds: [],
    reservedConcurrency: undefined,
  };
  const answers = [...(typed ?? [])];
  return setSecrets(options, bot, {
    store,
    say,
    callWith: (given) => createCallBotApi(telegram.url, given, async () => {}),
    piped: readPipedSecrets(piped),
    ask: typed && (async (question) => (questions.push(question), answers.shift() ?? '')),
    generate: () => 'f'.repeat(64),
  });
}

describe('setSecrets', () => {
  it('reads from a pipe what cannot be generated, and generates the rest', async () => {
    // A parameter one level deeper is not one of these secrets.
    await put('webhook-team-chat/former', 'not-set');

    const status = await run([], { piped: `# mine\nbot-token=${token}\n\nwebhook-team-chat=${webhook}\n` });

    expect(status).toBe(0);
    expect(await values()).toEqual([token, 'f'.repeat(64), 'f'.repeat(64), webhook]);
    expect(lines).toEqual([
      'bot-token: set; Telegram knows it as @PulsoDemoBot (7000000001)',
      'webhook-secrets: generated',
      'pseudonym-key: generated',
      'webhook-team-chat: set',
      'Next: npm run bot -- setup --stage prod',
    ]);
  });

  it('asks at a terminal for what is missing, again when the answer is unusable', async () => {
    const status = await run([], { typed: ['nonsense', token, 'https://hooks.example.com/x', ''] });

    expect(status).toBe(0);
    expect(questions.map((question) => question.split(/[,(]/)[0])).toEqual([
      ...['bot-token', 'bot-token', 'webhook-team-chat', 'webhook-team-chat'],
    ]);
    expect(lines[0]).toBe('bot-token: a token looks like 123456:ABC..., as @BotFather gives it');
    expect(await values()).toEqual([
      ...[token, 'f'.repeat(64), 'f'.repeat(64), '{"url":"https://hooks.example.com/x"}'],
    ]);
  });

  it('keeps what is set, and says what is still missing', async () => {
    await put('bot-token', token);

    const status = await run([]);

    expect(status).toBe(1);
    expect(lines[0]).toBe('bot-token: is set, and stays');
    expect(lines[3]).toMatch(/^webhook-team-chat: NOT SET; /);
    expect(await valueOf('webhook-team-chat')).toBe('not-set');
  });

  it('sets one secret alone, also when it is set already', async () => {
    await put('webhook-team-chat', webhook);

    const status = await run(['--only', 'webhook-team-chat'], { typed: ['https://elsewhere.example.com/', 'key'] });

    expect(status).toBe(0);
    expect(await values()).toEqual([
      ...['not-set', 'not-set', 'not-set', '{"url":"https://elsewhere.example.com/","secret":"key"}'],
    ]);
    expect(lines).toEqual(['webhook-team-chat: set', 'Services use the new value within five minutes.']);
  });

  it('shows no secret in what it says', async () => {
    await run([], { piped: `bot-token=${token}\nwebhook-team-chat=${webhook}` });
    await run(['--replace', 'pseudonym-key']);

    for (const secret of [token.split(':')[1], 'ffff', 'a-secret-path', 'signs']) {
      expect([...lines, ...questions].join('\n')).not.toContain(secret);
    }
  });

  it.each([
    ['no token', `webhook-team-chat=${webhook}\nbot-token=abc`, /^bot-token: a token looks like .* Nothing was set\.$/],
    [
      "another bot's token",
      `webhook-team-chat=${webhook}\nbot-token=1:${'a'.repeat(35)}`,
      /^bot-token: it is the token of bot 1, .* 7000000001/,
    ],
    [
      'a short key',
      `webhook-team-chat=${webhook}\npseudonym-key=1234`,
      /^pseudonym-key: a pseudonym key has at least 32 characters/,
    ],
    [
      'a webhook secret with a space',
      `webhook-team-chat=${webhook}\nwebhook-secrets=a b`,
      /^webhook-secrets: a webhook secret has 1 to 256/,
    ],
    [
      'a webhook that is not JSON',
      `bot-token=${token}\nwebhook-team-chat=https://x.example`,
      /^webhook-team-chat: its parameter must hold/,
    ],
    [
      'a name that the stage does not have',
      `bot-token=${token}\nwebhook-other={}`,
      /^The stage has no such secret\. It has bot-token/,
    ],
  ])('refuses %s, and sets nothing', async (_, line, message) => {
    const running = run([], { piped: line });

    await expect(running).rejects.toThrow(UsageError);
    await expect(running).rejects.toThrow(message);
    expect(await values()).toEqual(Array(4).fill('not-set'));
  });

  it('refuses a token that Telegram does not know, and sets nothing', async () => {
    const running = run([], { piped: `bot-token=7000000001:${'x'.repeat(35)}` });

    await expect(running).rejects.toThrow(/^Telegram does not know the token/);
    expect(await values()).toEqual(Array(4).fill('not-set'));
  });

  it('replaces the pseudonym key only with its option, and says what that means', async () => {
    await put('pseudonym-key', 'a'.repeat(64));

    for (const typed of [undefined, ['b'.repeat(64)]]) {
      const piped = typed ? '' : `pseudonym-key=${'b'.repeat(64)}`;
      await expect(run(['--only', 'pseudonym-key'], { piped, ...(typed && { typed }) })).rejects.toThrow(
        /every person is counted as new.* --replace pseudonym-key\. Nothing was set\.$/,
      );
    }
    expect(await valueOf('pseudonym-key')).toBe('a'.repeat(64));

    await run(['--replace', 'pseudonym-key']);

    expect(await valueOf('pseudonym-key')).toBe('f'.repeat(64));
    expect(lines[0]).toBe(
      'pseudonym-key: replaced; every person is counted as new from now on. The old key is version 2 of the ' +
        'parameter, in its history',
    );
  });

  it('does not replace a webhook secret in one step', async () => {
    await put('webhook-secrets', 'old_secret');

    await expect(run([], { piped: 'webhook-secrets=new_secret' })).rejects.toThrow(/--rotate webhook-secrets/);

    expect(await valueOf('webhook-secrets')).toBe('old_secret');
  });

  it('keeps the key and the tier of a parameter', async () => {
    const puts: unknown[] = [];
    const described = ['bot-token', 'webhook-secrets', 'pseudonym-key'].map((name) => ({
      Name: `/pulso/prod/${name}`,
      Type: 'SecureString',
      KeyId: name === 'pseudonym-key' ? 'alias/own' : 'alias/aws/ssm',
      Tier: name === 'webhook-secrets' ? 'Advanced' : 'Standard',
    }));
    const answering = new SSMClient({
      region,
      maxAttempts: 1,
      credentials: { accessKeyId, secretAccessKey: 'made-up' },
      requestHandler: {
        handle: async ({ headers, body }: { headers: Record<string, string>; body: Uint8Array }) => {
          const operation = headers['x-amz-target']?.split('.')[1];
          if (operation === 'PutParameter') puts.push(JSON.parse(new TextDecoder().decode(body)));
          const answer = operation === 'DescribeParameters' ? { Parameters: described } : {};
          const bytes = new TextEncoder().encode(JSON.stringify(answer));
          return { response: { statusCode: 200, headers: {}, body: new Response(bytes).body } };
        },
      },
    });
    const own = createSecretStore('prod', answering);

    await own.list();
    await own.put('pseudonym-key', 'x');
    await own.put('bot-token', 'x');
    await own.put('webhook-secrets', 'x');

    expect(puts).toMatchObject([
      { KeyId: 'alias/own', Tier: 'Standard' },
      { Overwrite: true, Tier: 'Standard' },
      { Tier: 'Advanced' },
    ]);
    expect(puts[1]).not.toHaveProperty('KeyId');
  });

  it('says that the stage must be deployed first', async () => {
    await put('bot-token', 'not-set', 'half');
    store = createSecretStore('half', client);

    const running = run([]);

    await expect(running).rejects.toThrow(NotDeployedError);
    await expect(running).rejects.toThrow('there is no parameter /pulso/half/webhook-secrets');
  });
});

describe('the rotation of the webhook secret', () => {
  const finish = (answer = true) => finishRotation('--stage prod', async () => answer, { store, say });
  const rotate = (generated = 'new_secret') => rotateWebhookSecrets('--stage prod', generated, { store, say });

  it('lets the bot take both secrets, the new one first, until it is finished', async () => {
    await put('webhook-secrets', 'old_secret');

    await rotate();
    const meanwhile = await valueOf('webhook-secrets');
    const status = await finish();

    expect([meanwhile, await valueOf('webhook-secrets'), status]).toEqual(['new_secret,old_secret', 'new_secret', 0]);
    expect(lines.join('\n')).not.toMatch(/old_secret|new_secret/);
    expect(lines).toContain('2. npm run bot -- setup --stage prod');
  });

  it('is pointed out as long as it is open', async () => {
    await put('webhook-secrets', 'new_secret,old_secret');
    const command = /^npm run bot -- setup --stage prod, then npm run secrets -- --stage prod --finish-rotation$/;

    await run([]);
    const meanwhile = lines.splice(0);
    await finish();
    lines = [];
    await run([]);

    expect(meanwhile).toContainEqual(expect.stringMatching(command));
    expect(lines).toContain('webhook-secrets: is set, and stays');
    expect(lines.join('\n')).not.toMatch(/--finish-rotation/);
  });

  it('does not begin twice, nor finish before it has begun or without a yes', async () => {
    await expect(rotate()).rejects.toThrow(/webhook-secrets is not set/);
    await put('webhook-secrets', 'old_secret');
    await expect(finish()).rejects.toThrow(/No rotation has begun/);
    await rotate();

    await expect(rotate('third')).rejects.toThrow(/has begun already/);
    expect(await finish(false)).toBe(1);
    expect(await valueOf('webhook-secrets')).toBe('new_secret,old_secret');
  });
});
