import { UsageError } from '@pulso/adapters/node-runtime';

import { parseSecretsOptions } from './secrets';

const parse = (...args: string[]) => parseSecretsOptions(['--stage', 'prod', ...args]);

describe('parseSecretsOptions', () => {
  it('sets all that is missing unless told otherwise', () => {
    expect(parse()).toEqual({ stage: 'prod', envFile: undefined, only: [], action: 'set', isConfirmed: false });
    expect(parse('--only', 'bot-token', '--only', 'webhook-a')).toMatchObject({ only: ['bot-token', 'webhook-a'] });
    expect(parse('--replace', 'pseudonym-key')).toMatchObject({ action: 'replace-pseudonym-key' });
    expect(parse('--rotate', 'webhook-secrets')).toMatchObject({ action: 'rotate-webhook-secrets' });
    expect(parse('--finish-rotation', '--yes')).toMatchObject({ action: 'finish-rotation', isConfirmed: true });
  });

  it.each([
    [['--bot-token', '1:a'], /Unknown option '--bot-token'/],
    [['1:a'], /Unexpected argument/],
    [['--replace', 'bot-token'], /--replace takes pseudonym-key and nothing else/],
    [['--rotate', 'bot-token'], /--rotate takes webhook-secrets and nothing else/],
    [['--rotate', 'webhook-secrets', '--finish-rotation'], /do not go together/],
    [['--replace', 'pseudonym-key', '--only', 'bot-token'], /do not go together/],
    [
      ['--only', 'token'],
      /^--only takes a name: bot-token, webhook-secrets, pseudonym-key, webhook-NAME for a webhook, or command-NAME/,
    ],
    [['--only', 'webhook-'], /^--only takes a name/],
    [['--yes'], /--yes goes with --finish-rotation alone/],
    [['--stage', ''], /^Which stage\?/],
  ])('refuses %j', (args, message) => {
    expect(() => parse(...args)).toThrow(UsageError);
    expect(() => parse(...args)).toThrow(message);
  });
});
