import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type AskedCommand, localCloudOptions } from '../commands/local-cloud-options';

describe('an operator’s command', () => {
  let root: string;
  let file: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'local-cloud-options-'));
    mkdirSync(join(root, 'tmp'));
    file = join(root, 'tmp/local-cloud.env');
    writeFileSync(file, 'AWS_ENDPOINT_URL=http://127.0.0.1:4566\n');
  });

  afterEach(() => rmSync(root, { recursive: true }));

  const optionsFor = (asked: Partial<AskedCommand>) =>
    localCloudOptions({ command: 'report', args: [], stage: undefined, environment: {}, ...asked }, root);

  it.each<[string, Partial<AskedCommand>]>([
    ['a report without a stage', {}],
    ['a report of STAGE=local', { environment: { STAGE: 'local', AWS_PROFILE: 'work' } }],
    ['an examination of the stage local', { command: 'doctor', stage: 'local' }],
    ['a set-up of the bot of the stage local', { command: 'bot', stage: 'local', args: ['setup'] }],
  ])('is led to the local cloud of the checkout: %s', (_case, asked) => {
    expect(optionsFor(asked)).toEqual(['--env', file]);
  });

  it.each<[string, Partial<AskedCommand>]>([
    ['another stage is named', { stage: 'prod' }],
    ['another stage is named, whatever the variable says', { stage: 'prod', environment: { STAGE: 'local' } }],
    ['STAGE names another stage', { environment: { STAGE: 'prod' } }],
    ['the command wants to be told the stage', { command: 'doctor', environment: { STAGE: 'local' } }],
    ['a file is named', { args: ['--env', 'other.env'] }],
    ['a file is named in one word', { args: ['--env=other.env'] }],
    ['the variables lead somewhere', { environment: { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' } }],
    ['the command has no such option', { command: 'stack', stage: 'local' }],
    ['help is wanted', { args: ['--help'] }],
  ])('goes where it always has when %s', (_case, asked) => {
    expect(optionsFor(asked)).toEqual([]);
  });

  it('goes where it always has when no local cloud has left its variables', () => {
    rmSync(file);

    expect(optionsFor({})).toEqual([]);
  });
});
