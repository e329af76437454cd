import { TestTelegram } from '../testing/create-test-telegram';

describe('what the bot says about itself', () => {
  let test: TestTelegram;

  beforeEach(() => {
    test = new TestTelegram();
  });

  const help = { command: 'help', description: 'What I can do' };

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
    [
      { commands: [help], scope: { type: 'chat_member' } },
      'a BotCommandScope of the type chat_member is not emulated by the local Bot API server',
    ],
    [{ commands: [help], scope: { type: 'chat' } }, "can't parse BotCommandScope: Empty chat_id specified"],
  ])('refuses the commands %j', (parameters, description) => {
    expect(test.call('setMyCommands', parameters).description).toBe(`Bad Request: ${description}`);
  });

  it('keeps descriptions per language, with a default', () => {
    test.call('setMyDescription', { description: 'A bot' });
    test.call('setMyDescription', { description: 'Ein Bot', language_code: 'de' });
    test.call('setMyShortDescription', { short_description: 'Bot' });

    expect(test.call('getMyDescription', { language_code: 'de' }).result).toEqual({ description: 'Ein Bot' });
    expect(test.call('getMyDescription', { language_code: 'fr' }).result).toEqual({ description: 'A bot' });
    expect(test.call('getMyShortDescription').result).toEqual({ short_description: 'Bot' });
    test.call('setMyDescription', { description: '', language_code: 'de' });
    expect(test.call('getMyDescription', { language_code: 'de' }).result).toEqual({ description: 'A bot' });
    expect(test.call('setMyDescription', { description: 'x'.repeat(513) }).ok).toBe(false);
    expect(test.call('getMyDescription', { language_code: 'xxx' }).description).toBe(
      'Bad Request: invalid language code specified',
    );
  });
});
