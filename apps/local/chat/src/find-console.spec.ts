import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { NoLocalCloudError } from './errors';
import { findConsole, parseShellVariables } from './find-console';

describe('findConsole', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-chat-'));
  const defaultFile = join(folder, 'local-cloud.env');

  afterAll(() => rmSync(folder, { recursive: true }));

  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const find = (envFile?: string, environment = {}) => findConsole({ envFile, defaultFile, environment });

  it('reads the file that npm start has written', () => {
    const file = write('a.env', "AWS_REGION=eu-west-1\nLOCAL_CLOUD_CONSOLE='http://127.0.0.1:8081/token'\n");

    expect(find(file)).toEqual({ url: 'http://127.0.0.1:8081/token/', source: file });
  });

  it('takes a variable before the usual file, and a named file before a variable', () => {
    write('local-cloud.env', 'LOCAL_CLOUD_CONSOLE=http://127.0.0.1:1/x/\n');
    const named = write('b.env', 'LOCAL_CLOUD_CONSOLE=http://127.0.0.1:2/x/\n');
    const variables = { LOCAL_CLOUD_CONSOLE: 'http://127.0.0.1:3/x/' };

    expect(find().url).toBe('http://127.0.0.1:1/x/');
    expect(find(undefined, variables).url).toBe('http://127.0.0.1:3/x/');
    expect(find(named, variables).url).toBe('http://127.0.0.1:2/x/');
  });

  it.each([
    ['LOCAL_CLOUD_CONSOLE=https://example.org/x/', /no http address of this machine/],
    ['LOCAL_CLOUD_CONSOLE=http://example.com/x/', /no http address of this machine/],
    ['LOCAL_CLOUD_CONSOLE=http://127.0.0.1.example.com/x/', /no http address of this machine/],
    ['LOCAL_CLOUD_CONSOLE=what', /no http address of this machine/],
    ['TELEGRAM_API_ROOT=http://127.0.0.1:1', /lacks LOCAL_CLOUD_CONSOLE/],
    ['\u0000\u0001', /lacks LOCAL_CLOUD_CONSOLE/],
  ])('refuses a file with %j', (text, problem) => {
    const file = write('bad.env', text);

    expect(() => find(file)).toThrow(NoLocalCloudError);
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
