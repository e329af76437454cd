import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { NoTelegramError } from './errors';
import { findTelegram, parseShellVariables } from './find-telegram';

describe('findTelegram', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-chat-'));
  const defaultFile = join(folder, 'local-cloud.env');

  afterAll(() => rmSync(folder, { recursive: true }));

  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const find = (envFile?: string, environment = {}) => findTelegram({ envFile, defaultFile, environment });

  it('reads the file that npm start has written', () => {
    const file = write(
      'a.env',
      "AWS_REGION=eu-west-1\nTELEGRAM_API_ROOT='http://127.0.0.1:8081/'\nTELEGRAM_BOT_TOKEN='7:x'\n",
    );

    expect(find(file)).toEqual({ apiRoot: 'http://127.0.0.1:8081', botToken: '7:x', source: file });
  });

  it('takes variables before the usual file, and a named file before variables', () => {
    write('local-cloud.env', 'TELEGRAM_API_ROOT=http://127.0.0.1:1\nTELEGRAM_BOT_TOKEN=1:x\n');
    const named = write('b.env', 'TELEGRAM_API_ROOT=http://127.0.0.1:2\nTELEGRAM_BOT_TOKEN=2:x\n');
    const variables = { TELEGRAM_API_ROOT: 'http://127.0.0.1:3', TELEGRAM_BOT_TOKEN: '3:x' };

    expect(find().botToken).toBe('1:x');
    expect(find(undefined, variables).botToken).toBe('3:x');
    expect(find(named, variables).botToken).toBe('2:x');
  });

  it.each([
    ['TELEGRAM_API_ROOT=https://api.telegram.org\nTELEGRAM_BOT_TOKEN=1:x', /no http address of this machine/],
    ['TELEGRAM_API_ROOT=http://example.com\nTELEGRAM_BOT_TOKEN=1:x', /no http address of this machine/],
    ['TELEGRAM_API_ROOT=what\nTELEGRAM_BOT_TOKEN=1:x', /no http address of this machine/],
    ['TELEGRAM_API_ROOT=http://127.0.0.1:1', /lacks TELEGRAM_API_ROOT or TELEGRAM_BOT_TOKEN/],
    ['\u0000\u0001', /lacks TELEGRAM_API_ROOT or TELEGRAM_BOT_TOKEN/],
  ])('refuses a file with %j', (text, problem) => {
    const file = write('bad.env', text);

    expect(() => find(file)).toThrow(NoTelegramError);
    expect(() => find(file)).toThrow(problem);
  });

  it('says how to start what is not there', () => {
    expect(() => find(join(folder, 'none.env'))).toThrow(
      /There is no file .*none\.env\. .* npm start -- --env .*none\.env/,
    );
    expect(() => find(folder)).toThrow(/Cannot read file/);
  });

  it('reads assignments as a shell does', () => {
    const text = [
      '# a comment',
      'export A=1',
      `B='it'\\''s'`,
      'C="a \\"b\\" \\$c"',
      'D=',
      'no assignment',
      'E=a\\ b',
    ].join('\n');

    expect(Object.fromEntries(parseShellVariables(text))).toEqual({
      A: '1',
      B: "it's",
      C: 'a "b" $c',
      D: '',
      E: 'a b',
    });
  });
});
