import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { UsageError } from '@pulso/adapters/node-runtime';

import { createEnvFile, shellVariables } from './env-file';

describe('createEnvFile', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'env-file-'));
    file = join(folder, 'local.env');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('is there for its owner alone, from writing to removing', () => {
    const envFile = createEnvFile(file);
    expect(readdirSync(folder)).toEqual([]);

    envFile.write({ AWS_REGION: 'eu-central-1' });

    expect(readFileSync(file, 'utf8')).toMatch(
      /^# Written by npm start of Pulso, process \d+, .*\nAWS_REGION=eu-central-1\n$/,
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
    envFile.remove();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('creates its folder', () => {
    createEnvFile(join(folder, 'a', 'b', 'local.env')).write({ A: '1' });

    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['local.env']);
  });

  it('takes the place of one that a killed local cloud has left, even if other users could read it', () => {
    createEnvFile(file).write({ A: '1' });
    rmSync(file);
    writeFileSync(file, '# Written by npm start of Pulso, process 999999999, which\nA=1\n', { mode: 0o644 });

    createEnvFile(file).write({ A: '2' });

    expect(readFileSync(file, 'utf8')).toContain('A=2');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is refused while the local cloud that has written it runs, also to one that asked before', () => {
    const [one, other] = [createEnvFile(file), createEnvFile(file)];
    one.write({ A: '1' });
    const problem = `--env: ${file} belongs to another npm start that runs, process ${process.pid}.`;

    expect(() => other.write({ A: '2' })).toThrow(problem);
    expect(() => createEnvFile(file)).toThrow(problem);
    expect(() => createEnvFile(file)).toThrow(UsageError);
    other.remove();
    expect(readFileSync(file, 'utf8')).toContain('A=1');
    expect(readdirSync(folder)).toEqual(['local.env']);
  });

  it('does not remove what another process has written since', () => {
    const envFile = createEnvFile(file);
    envFile.write({ A: '1' });
    writeFileSync(file, 'B=1\n');

    envFile.remove();

    expect(existsSync(file)).toBe(true);
  });

  it.each<[string, RegExp, () => string]>([
    [
      'a file of another program',
      /exists and was not written by npm start/,
      () => (writeFileSync(file, 'A=1\n'), file),
    ],
    ['a folder', /can't be/, () => (mkdirSync(file), file)],
    ['what is below a file', /can't be/, () => (writeFileSync(file, ''), join(file, 'local.env'))],
  ])('refuses %s and leaves it alone', (_, problem, prepare) => {
    const name = prepare();
    const before = readdirSync(folder);

    expect(() => createEnvFile(name)).toThrow(UsageError);
    expect(() => createEnvFile(name)).toThrow(problem);
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe('shellVariables', () => {
  it('leaves plain values as they are', () => {
    expect(shellVariables({ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566', TOKEN: '7:local-ab_c' })).toBe(
      'AWS_ENDPOINT_URL=http://127.0.0.1:4566\nTOKEN=7:local-ab_c\n',
    );
  });

  it.each(['', ' ', '$HOME `id` $(id)', `it's "quoted"`, 'a\nb', '#no', '~', '*', "'", '\\', '!x', 'ü 🧨'])(
    'gives a shell the value %j and nothing else',
    (value) => {
      const { stdout } = spawnSync('/bin/sh', ['-c', `set -a; ${shellVariables({ ONE: value })} printf %s "$ONE"`], {
        encoding: 'utf8',
      });

      expect(stdout).toBe(value);
    },
  );

  it.each(['', 'a', 'A-B', 'A;id', '1A'])('refuses the name %j', (name) => {
    expect(() => shellVariables({ [name]: 'x' })).toThrow(RangeError);
  });
});
