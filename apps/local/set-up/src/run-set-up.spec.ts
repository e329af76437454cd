import { type LocalClock, createLocalClock } from '@pulso/local-clock';
import { type CallBotApi, BotApiRefusedError, createCallBotApi } from '@pulso/local-set-up';
import { type BotApiServer, startBotApiServer } from '@pulso/local-telegram';

import { type DeployedBot } from './find-deployed-bot';
import { runSetUp } from './run-set-up';

const token = '7000000001:local-bot-token-for-tests';

const bot = (overrides: Partial<DeployedBot> = {}): DeployedBot => ({
  functionUrl: 'http://127.0.0.1:9/webhook/',
  telegramApiRoot: '',
  botId: 7_000_000_001,
  username: 'PulsoDemoBot',
  adminUserIds: [424_242],
  token,
  webhookSecret: 'right_secret',
  ...overrides,
});

describe('runSetUp', () => {
  let clock: LocalClock;
  let server: BotApiServer;
  let call: CallBotApi;
  let calls: string[];
  let lines: string[];

  beforeEach(async () => {
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
  });

  afterEach(async () => {
    await server.close();
    clock.stop();
  });

  const run = (isDryRun = false, overrides: Partial<DeployedBot> = {}) =>
    runSetUp(bot(overrides), call, isDryRun, (line) => lines.push(line));

  it('sets the webhook with the secret and the kinds of update that the bot handles', async () => {
    await run();

    expect(server.webhookStatus()).toMatchObject({
      url: 'http://127.0.0.1:9/webhook/',
      secretToken: 'right_secret',
      allowedUpdates: ['message', 'callback_query', 'my_chat_member'],
    });
    expect(lines[0]).toBe('webhook: now sends updates to http://127.0.0.1:9/webhook/ (before: nowhere)');
  });

  it('shows each person the commands that they may use there, in their language', async () => {
    await run();

    const names = (scope: string, language = '') => server.commands(scope, language).map(({ command }) => command);
    expect(names('all_private_chats')).toEqual(expect.arrayContaining(['help', 'privacy', 'forget', 'start']));
    expect(names('all_private_chats')).not.toContain('report');
    expect(names('all_group_chats', 'ru')).toContain('help');
    expect(names('default', 'de')).toEqual(names('all_group_chats', 'de'));
    expect(names('chat 424242 ', 'es')).toContain('report');
    expect(server.commands('all_private_chats', 'de')).toContainEqual({
      command: 'help',
      description: 'was du hier tun kannst',
    });
    expect(await call('getMyShortDescription', { language_code: 'es' })).toEqual({
      short_description: expect.stringContaining('propietarios'),
    });
  });

  it('changes nothing the second time, and says so', async () => {
    await run();
    calls.length = 0;
    lines.length = 0;

    await run();

    expect(calls.filter((method) => method.startsWith('setMy'))).toEqual([]);
    expect(lines).toEqual([
      'webhook: unchanged',
      'webhook: the secret was set; Telegram does not tell which one it had',
      'unchanged: 30 lists of commands and descriptions',
    ]);
  });

  it('sets what a person has changed by hand, and nothing else', async () => {
    await run();
    await call('setMyDescription', { description: 'By hand', language_code: 'de' });
    lines.length = 0;

    await run();

    expect(lines).toContain('description (de): set');
    expect(lines).toContain('unchanged: 29 lists of commands and descriptions');
  });

  it('only says what it would do in a dry run', async () => {
    await run(true);

    expect(calls.filter((method) => method.startsWith('set'))).toEqual([]);
    expect(lines[0]).toMatch(/^webhook: would now send/);
    expect(lines).toContain('commands in private (en): would be set');
  });

  it('goes on without an admin who has not started the bot', async () => {
    const refusing: CallBotApi = async (method, parameters = {}) => {
      if (JSON.stringify(parameters).includes('"chat_id"')) {
        throw new BotApiRefusedError(method, 400, 'Bad Request: chat not found');
      }
      return call(method, parameters);
    };

    await runSetUp(bot(), refusing, false, (line) => lines.push(line));

    expect(lines.filter((line) => line.includes('has not started the bot yet'))).toHaveLength(5);
    expect(server.commands('all_private_chats')).not.toEqual([]);
  });

  it('tells a bot nothing that is meant for another one', async () => {
    await expect(run(false, { username: 'OtherBot' })).rejects.toThrow(/belongs to @PulsoDemoBot .* name @OtherBot/);

    expect(calls).toEqual(['getMe']);
  });

  it('waits when calls come too fast, and quotes no token when the bot is unknown', async () => {
    server.failNext('getMe', { error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 1 } });
    await run();
    const stranger = createCallBotApi(server.url, '1:wrong', async () => {});

    await expect(stranger('getMe')).rejects.toThrow(/^Telegram does not know the token: getMe was answered 401/);
    expect(calls.filter((method) => method === 'getMe')).toHaveLength(1);
  });

  it('says that Telegram can not be reached without quoting the token', async () => {
    await server.close();

    await expect(call('getMe')).rejects.toThrow(/^Telegram could not be asked for getMe: ECONNREFUSED\.$/);
  });
});
