import { type TestServer, startMs, startTestServer } from '../testing/start-test-server';

describe('commands and callback queries', () => {
  let test: TestServer;

  beforeEach(async () => {
    test = await startTestServer();
  });

  afterEach(() => test.close());

  const help = { command: 'help', description: 'What I can do' };

  it('keeps one list of commands per scope and language', async () => {
    await test.call('setMyCommands', { commands: [help] });
    await test.call('setMyCommands', {
      commands: [{ command: '/report', description: 'Bericht' }],
      scope: { type: 'all_private_chats' },
      language_code: 'de',
    });

    expect(await test.call('getMyCommands')).toEqual({ ok: true, result: [help] });
    expect((await test.call('getMyCommands', { language_code: 'de' })).result).toEqual([]);
    expect(test.server.commands('all_private_chats', 'de')).toEqual([{ command: 'report', description: 'Bericht' }]);
  });

  it.each([
    [{ commands: '[' }, "can't parse commands JSON object"],
    [{ commands: {} }, 'expected an Array of BotCommand'],
    [{ commands: [5] }, "can't parse BotCommand: expected an Object"],
    [{ commands: [{ ...help, command: '' }] }, 'command must be non-empty'],
    [{ commands: [{ ...help, command: 'x'.repeat(33) }] }, 'command length must not exceed 32'],
    [{ commands: [{ ...help, command: 'Help me' }] }, 'BOT_COMMAND_INVALID'],
    [{ commands: [{ ...help, description: 'x'.repeat(257) }] }, 'command description length must not exceed 256'],
    [{ commands: Array.from({ length: 101 }, () => help) }, 'BOT_COMMANDS_TOO_MUCH'],
    [{ commands: [help], language_code: 'deutsch' }, 'invalid language code specified'],
    [{ commands: [help], scope: { type: 'moon' } }, "can't parse BotCommandScope: Unsupported type specified"],
  ])('refuses the commands %j', async (parameters, description) => {
    expect((await test.call('setMyCommands', parameters)).description).toBe(`Bad Request: ${description}`);
  });

  const press = () =>
    test.server.pushUpdate({
      update_id: 1,
      callback_query: { id: '55', from: { id: 7 }, data: 'x', message: { chat: { id: 7, type: 'private' } } },
    });
  const tooOld = 'Bad Request: query is too old and response timeout expired or query ID is invalid';

  it('takes one answer to a pressed button', async () => {
    press();

    const first = await test.call('answerCallbackQuery', { callback_query_id: '55', text: 'Done', show_alert: true });
    const second = await test.call('answerCallbackQuery', { callback_query_id: '55' });

    expect(first).toEqual({ ok: true, result: true });
    expect(second.description).toBe(tooOld);
    expect(test.server.callbackAnswers).toEqual([
      { queryId: '55', text: 'Done', showAlert: true, atMs: expect.any(Number) },
    ]);
  });

  it('takes no late answer, none to an unknown query and none that is too long', async () => {
    press();

    const long = await test.call('answerCallbackQuery', { callback_query_id: '55', text: 'x'.repeat(201) });
    const unknown = await test.call('answerCallbackQuery', { callback_query_id: '56' });
    await test.clock.runUntil(startMs + 151_000);
    const late = await test.call('answerCallbackQuery', { callback_query_id: '55' });

    expect(long.description).toBe('Bad Request: MESSAGE_TOO_LONG');
    expect([unknown.description, late.description]).toEqual([tooOld, tooOld]);
  });
});
