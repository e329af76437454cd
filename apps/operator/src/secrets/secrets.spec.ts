import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';

import { UsageError } from '@pulso/adapters/node-runtime';

import { NotReadyError } from '../aws';
import { askHidden, parseSecretsOptions, readPipedSecrets } from './secrets';

const parse = (...args: string[]) => parseSecretsOptions(['--stage', 'prod', ...args]);

describe('parseSecretsOptions', () => {
  it('sets all missing secrets by default', () => {
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
    [['--stage', ''], /^Which stage\?/],
  ])('refuses %j', (args, message) => {
    expect(() => parse(...args)).toThrow(UsageError);
    expect(() => parse(...args)).toThrow(message);
  });
});

describe('readPipedSecrets', () => {
  it('reads a line for each secret, and skips comments and blank lines', () => {
    const text = '# prod\r\n\r\nbot-token=1:a=b \r\nwebhook-chat={"url": "https://a.example/?b=c"}';

    expect(Object.fromEntries(readPipedSecrets(text))).toEqual({
      'bot-token': '1:a=b',
      'webhook-chat': '{"url": "https://a.example/?b=c"}',
    });
    expect(readPipedSecrets('').size).toBe(0);
  });

  it.each([['1234:secret'], ['bot-token='], ['bot-token =secret'], ['Bot=secret'], ['bot-token=1\nbot-token=secret']])(
    'refuses %j without quoting it',
    (text) => {
      expect(() => readPipedSecrets(text)).toThrow(UsageError);
      expect(() => readPipedSecrets(text)).not.toThrow(/secret/);
    },
  );
});

/** A terminal at which these keys are pressed once it no longer echoes. */
function terminal(keys: string) {
  const modes: boolean[] = [];
  const input = Object.assign(new PassThrough(), {
    setRawMode: (isRaw: boolean) => {
      modes.push(isRaw);
      if (isRaw) setImmediate(() => input.write(keys));
    },
  });
  return { input, output: new PassThrough(), modes };
}

describe('askHidden', () => {
  it.each([
    ['secret\r', 'secret'],
    [' pasted:with-Ünïcode \n', 'pasted:with-Ünïcode'],
    ['wronk\x7fg\r', 'wrong'],
    ['all wrong\x15right\r', 'right'],
    ['\r', ''],
    ['first\rsecond\r', 'first'],
  ])('reads %j as %j', async (keys, expected) => {
    const { input, output } = terminal(keys);

    expect(await askHidden('? ', input, output)).toBe(expected);
  });

  it('shows the question and nothing of the answer, and gives the terminal back', async () => {
    const { input, output, modes } = terminal('secret\r');

    await askHidden('Token: ', input, output);
    output.end();

    expect(await text(output)).toBe('Token: \n');
    expect(modes).toEqual([true, false]);
  });

  it.each([['sec\x03'], ['\x04']])('ends at %j, and gives the terminal back', async (keys) => {
    const { input, output, modes } = terminal(keys);

    await expect(askHidden('? ', input, output)).rejects.toThrow(NotReadyError);
    expect(modes).toEqual([true, false]);
  });
});
