import { type LocalClock, createLocalClock } from '@pulso/world/time';
import { type BotApiServer, startBotApiServer } from '@pulso/local/gateway';
import { type BotFunction } from './aws';
import { type CallBotApi, BotApiRefusedError, createCallBotApi } from './telegram';

import { type DeployedBot, checkBot, maxConnectionsFor, removeBot, setUpBot } from './bot-actions';

const token = '7000000001:local-bot-token-for-tests';

interface Overrides extends Partial<Omit<DeployedBot, 'botFunction'>> {
  readonly botFunction?: Partial<BotFunction>;
}

const botWith = ({ botFunction, ...overrides }: Overrides = {}): DeployedBot => ({
  stage: 'prod',
  stageArguments: '--stage prod',
  botFunction: {
    functionUrl: 'http://127.0.0.1:9/webhook/',
    telegramApiRoot: '',
    botId: 7_000_000_001,
    username: 'PulsoDemoBot',
    adminUserIds: [424_242],
    reservedConcurrency: undefined,
    ...botFunction,
  },
  secrets: { token, webhookSecret: 'right_secret' },
  maxConnections: undefined,
  formerAdminUserIds: [],
  ...overrides,
});

let clock: LocalClock;
let server: BotApiServer;
let call: CallBotApi;
let calls: string[];
let lines: string[];

const say = (line: string): void => void lines.push(line);

async function start(): Promise<void> {
  clock = createLocalClock();
  server = await startBotApiServer({
    ...{ token, clock, random: () => 0 },
    bot: { id: 7_000_000_001, username: 'PulsoDemoBot', first_name: 'Pulso' },
  });
  const callServer = createCallBotApi(server.url, token, async () => {});
  calls = [];
  lines = [];
  call = (method, parameters) => {
    calls.push(method);
    return callServer(method, parameters);
  };
}

async function stop(): Promise<void> {
  await server.close();
  clock.stop();
}

beforeEach(start);

afterEach(stop);

const setUp = (overrides: Overrides = {}, isDryRun = false) => setUpBot(botWith(overrides), isDryRun, { call, say });
const check = (overrides: Overrides = {}) => checkBot(botWith(overrides), { call, say });
const remove = (overrides: Overrides = {}, isDryRun = false, answer = true) =>
  removeBot(botWith(overrides), isDryRun, { call, say, confirm: async () => answer });

/** Sets the bot up first. */
async function beSetUp(): Promise<void> {
  await setUp();
  calls = [];
  lines = [];
}

const changing = (): readonly string[] => calls.filter((method) => /^(set|delete)/.test(method));

describe('setUpBot', () => {
  it('sets the webhook with the secret, the kinds of update that the bot handles, and the connections', async () => {
    const status = await setUp({ maxConnections: 12 });

    expect(server.webhook.status()).toMatchObject({
      url: 'http://127.0.0.1:9/webhook/',
      secretToken: 'right_secret',
      allowedUpdates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
      maxConnections: 12,
    });
    expect(lines[0]).toBe('webhook address: set to http://127.0.0.1:9/webhook/ (before: nowhere)');
    expect(status).toBe(0);
  });

  it('limits connections to the reserved concurrency by default', async () => {
    await setUp({ botFunction: { reservedConcurrency: 8 } }, true);

    expect(lines).toContain('webhook connections at once: would be set to 8 (before: 40)');
  });

  it('shows each person the commands that they may use there, in their language', async () => {
    await beSetUp();

    const names = (scope: string, language = '') => server.commands(scope, language).map(({ command }) => command);
    expect(names('all_private_chats')).toEqual(expect.arrayContaining(['help', 'privacy', 'forget', 'start']));
    expect(names('all_private_chats')).not.toContain('report');
    expect(names('all_group_chats', 'ru')).toContain('help');
    expect(names('default', 'de')).toEqual(names('all_group_chats', 'de'));
    expect(names('chat 424242', 'es')).toContain('report');
    expect(server.commands('all_private_chats', 'de')).toContainEqual({
      command: 'help',
      description: 'was du hier tun kannst',
    });
    expect(await call('getMyShortDescription', { language_code: 'es' })).toEqual({
      short_description: expect.stringContaining('propietarios'),
    });
  });

  it('says at the end what it has read back, and what Telegram does not tell', async () => {
    await setUp();

    expect(lines.slice(-3)).toEqual([
      'Verified by reading back: updates go to http://127.0.0.1:9/webhook/, 40 connections at most;',
      '  25 lists of commands, 10 descriptions. 0 updates wait at Telegram; it knows of no failed delivery.',
      'Telegram does not tell: the secret, which was set, and lists in the chats of former admins (--former-admin ID).',
    ]);
    expect(lines.join()).not.toContain('right_secret');
  });

  it('changes only the secret the second time, which may be another one', async () => {
    await beSetUp();

    await setUp({ secrets: { token, webhookSecret: 'next_secret' } });

    expect(changing()).toEqual(['setWebhook']);
    expect(server.webhook.status().secretToken).toBe('next_secret');
    expect(lines[0]).toMatch(/^Verified/);
  });

  it('resets only what a person has changed by hand', async () => {
    await beSetUp();
    await call('setMyDescription', { description: 'By hand', language_code: 'de' });
    await call('setMyCommands', {
      commands: [{ command: 'ban', description: 'By hand' }],
      scope: { type: 'all_chat_administrators' },
    });
    lines.length = 0;

    await setUp();

    expect(lines.slice(0, -3)).toEqual(['description (de): set', 'commands for group administrators (en): removed']);
  });

  it('removes the commands of former admins', async () => {
    await beSetUp();

    await setUp({ botFunction: { adminUserIds: [7] }, formerAdminUserIds: [424_242, 7] });

    expect(server.commands('chat 424242', 'es')).toEqual([]);
    expect(server.commands('chat 7', 'es')).not.toEqual([]);
    expect(lines).toContain('commands for admin 424242 (es): removed');
  });

  it('only says what it would do in a dry run', async () => {
    await setUp({}, true);

    expect(changing()).toEqual([]);
    expect(lines[0]).toMatch(/^webhook address: would be set to/);
    expect(lines).toContain('commands in private (en): would be set');
  });

  it('says in a dry run that nothing would change', async () => {
    await beSetUp();

    const status = await setUp({}, true);

    expect(lines).toEqual([
      'Nothing would change: what Telegram tells is as it should be.',
      'The secret would be set again: Telegram does not tell which one it has.',
    ]);
    expect([status, changing()]).toEqual([0, []]);
  });

  it('goes on without an admin who has not started the bot', async () => {
    const refusing: CallBotApi = async (method, parameters = {}) => {
      if (JSON.stringify(parameters).includes('"chat_id"')) {
        throw new BotApiRefusedError(method, 400, 'Bad Request: chat not found');
      }
      return call(method, parameters);
    };

    const status = await setUpBot(botWith(), false, { call: refusing, say });

    expect(lines.filter((line) => line.includes('has not started the bot yet'))).toHaveLength(1);
    expect(server.commands('all_private_chats')).not.toEqual([]);
    expect(status).toBe(0);
  });

  it('fails when Telegram does not show what it was set to', async () => {
    const forgetful: CallBotApi = async (method, parameters) =>
      method === 'setMyDescription' ? true : call(method, parameters);

    const status = await setUpBot(botWith(), false, { call: forgetful, say });

    expect(status).toBe(1);
    expect(lines.filter((line) => line.startsWith('different: description'))).toHaveLength(5);
    expect(lines.join()).not.toContain('Verified');
  });

  it.each([
    ['set up', setUp],
    ['checked', check],
    ['removed', remove],
  ])('changes nothing of another bot when it is %s', async (_, run) => {
    await expect(run({ botFunction: { username: 'OtherBot' } })).rejects.toThrow(
      /belongs to @PulsoDemoBot .* name @OtherBot/,
    );
    await expect(run({ botFunction: { botId: 1 } })).rejects.toThrow(/belongs to @PulsoDemoBot \(7000000001\)/);

    expect(calls).toEqual(['getMe', 'getMe']);
  });
});

describe('checkBot', () => {
  it('accepts what was set up, and changes nothing', async () => {
    await beSetUp();

    const status = await check();

    expect(status).toBe(0);
    expect(changing()).toEqual([]);
    expect(lines).toEqual([
      '0 differences in the webhook, 25 lists of commands and 10 descriptions; Telegram does not tell the secret.',
      '0 updates wait at Telegram; it knows of no failed delivery.',
    ]);
  });

  it('says of each difference what was expected and found, and what to do', async () => {
    await beSetUp();
    await call('setWebhook', { url: 'http://127.0.0.1:8/', max_connections: 3, allowed_updates: ['poll'] });
    await call('deleteMyCommands', { scope: { type: 'all_private_chats' }, language_code: 'ru' });
    calls.length = 0;
    lines.length = 0;

    const status = await check();

    expect(status).toBe(1);
    expect(changing()).toEqual([]);
    expect(lines.slice(0, 4)).toEqual([
      'different: webhook address',
      '  expected  http://127.0.0.1:9/webhook/',
      '  found     http://127.0.0.1:8/',
      '  to do     npm run bot -- setup --stage prod',
    ]);
    expect(lines).toContain('  found     poll');
    expect(lines).toContain('  found     3');
    expect(lines[lines.indexOf('different: commands in private (ru)') + 2]).toBe('  found     none');
    expect(lines.at(-2)).toMatch(/^4 differences in the webhook/);
  });

  it('tells of updates that wait and of the last failed delivery', async () => {
    await beSetUp();
    server.pushUpdate({
      update_id: 1,
      message: { message_id: 1, date: 1, chat: { id: 5, type: 'private' }, text: 'a' },
    });
    await clock.runUntil(clock.nowMs() + 1_000);
    lines.length = 0;

    await check();

    expect(lines.at(-1)).toMatch(
      /^1 update waits at Telegram; the last failed delivery was at 20\d\d-\d\d-\d\dT[\d:]+Z: ".+"\.$/,
    );
  });
});

describe('removeBot', () => {
  it('removes webhook, commands and descriptions, and says that the bot is silent', async () => {
    await beSetUp();

    const status = await remove();

    expect(status).toBe(0);
    expect(server.webhook.status().url).toBe('');
    for (const scope of ['default', 'all_private_chats', 'all_group_chats', 'chat 424242']) {
      for (const language of ['', 'de', 'es', 'pt', 'ru']) expect(server.commands(scope, language)).toEqual([]);
    }
    expect(await call('getMyDescription', { language_code: 'ru' })).toEqual({ description: '' });
    expect(lines).toContain('webhook address: removed (before: http://127.0.0.1:9/webhook/)');
    expect(lines.at(-3)).toMatch(/^@PulsoDemoBot is silent from now on\./);
  });

  it('removes nothing when the answer is no, and in a dry run', async () => {
    await beSetUp();

    expect(await remove({}, false, false)).toBe(1);
    expect(await remove({}, true)).toBe(0);
    expect(changing()).toEqual([]);
    expect(lines.slice(0, 2)).toEqual([
      'Nothing was removed.',
      'webhook address: would be removed (before: http://127.0.0.1:9/webhook/)',
    ]);
  });
});

describe('createCallBotApi', () => {
  it('waits when calls come too fast, and quotes no token when the bot is unknown', async () => {
    server.failNext('getMe', { error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 1 } });
    await setUp();
    const stranger = createCallBotApi(server.url, '1:wrong', async () => {});

    await expect(stranger('getMe')).rejects.toThrow(/^Telegram does not know the token: getMe was answered 401/);
    expect(calls.filter((method) => method === 'getMe')).toHaveLength(1);
  });

  it('says that Telegram can not be reached without quoting the token', async () => {
    await server.close();

    await expect(call('getMe')).rejects.toThrow(/^Telegram could not be asked for getMe: ECONNREFUSED\.$/);
  });
});

describe('maxConnectionsFor', () => {
  it.each([
    [undefined, 40],
    [8, 8],
    [100, 100],
    [250, 100],
    [0, 1],
  ])('fits a reserved concurrency of %s by %s', (reservedConcurrency, expected) => {
    expect(maxConnectionsFor(reservedConcurrency)).toBe(expected);
  });
});
