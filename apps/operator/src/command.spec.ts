import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';

import { knownStages } from '@pulso/infra/stages';
import { UsageError } from '@pulso/adapters/node-runtime';

import { confirm, useStagePlace } from './command';

describe('a file of variables', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'use-env-file-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const environmentOf = (text: string, environment: Record<string, string | undefined> = {}) => {
    writeFileSync(join(folder, 'local.env'), text);
    const changed = { INIT_CWD: folder, ...environment };
    useStagePlace({ stage: 'prod', envFile: 'local.env' }, changed);
    return changed;
  };

  it('reads what npm start writes, quoted or not', () => {
    const text = `# Written by npm start\n\nAWS_ENDPOINT_URL=http://127.0.0.1:4566\nODD='it is # 1'\nEMPTY=\n`;

    expect(environmentOf(text)).toMatchObject({
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      ODD: 'it is # 1',
      EMPTY: '',
    });
  });

  it('takes precedence over a profile and a session', () => {
    const environment = environmentOf('AWS_REGION=eu-central-1\n', { AWS_PROFILE: 'work', AWS_SESSION_TOKEN: 'x' });

    expect(environment).toEqual({ INIT_CWD: folder, AWS_REGION: 'eu-central-1' });
  });

  it('says that the local cloud may not run when there is no such file', () => {
    const find = () => useStagePlace({ stage: 'prod', envFile: 'none.env' }, { INIT_CWD: folder });

    expect(find).toThrow(/no such file .*none\.env'\. Does npm start/);
    expect(find).toThrow(UsageError);
  });

  it.each([['A=$(whoami)'], ['A="b"'], ['a=b'], ['A=b c'], ['key']])('refuses %j without showing it', (line) => {
    expect(() => environmentOf(`# one\n${line}\n`)).toThrow(
      new UsageError('--env: line 2 of local.env is not NAME=VALUE.'),
    );
  });
});

describe('useStagePlace', () => {
  it.each([
    [{}, knownStages.prod.region],
    [{ AWS_REGION: '' }, knownStages.prod.region],
    [{ AWS_REGION: 'another-region-1' }, 'another-region-1'],
  ])('turns %j into the region %s', (given, expected) => {
    const environment: Record<string, string | undefined> = { ...given };

    const region = useStagePlace({ stage: 'prod' }, environment);

    expect([region, environment['AWS_REGION']]).toEqual([expected, expected]);
  });

  it('knows no region of a stage without settings', () => {
    expect(() => useStagePlace({ stage: 'nostage' }, {})).toThrow(/no settings for the stage "nostage"/);
  });
});

const answered = (text: string) => {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  input.end(text);
  return confirm('Sure?', input, new PassThrough());
};

describe('confirm', () => {
  it.each([
    ['yes\n', true],
    [' YES \n', true],
    ['y\n', false],
    ['no\n', false],
    ['\n', false],
    ['', false],
  ])('takes %j for %s', async (text, expected) => {
    expect(await answered(text)).toBe(expected);
  });

  it('does not take piped text for an answer', async () => {
    const input = new PassThrough();
    input.end('yes\n');

    await expect(confirm('Sure?', input, new PassThrough())).rejects.toThrow(UsageError);
  });
});
