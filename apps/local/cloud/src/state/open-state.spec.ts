import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { LocalCloudError } from '../errors';
import { openState, type SavedCloud } from './open-state';
import { restore, stateParts, type StateRecords, writeState } from './state-file';

const cloud: SavedCloud = {
  stage: 'local',
  clockMs: 1_000,
  secrets: { botToken: '1:a', webhookSecret: 'b', pseudonymKey: 'c' },
  webhookUrl: 'http://127.0.0.1:9000/',
  keys: [['administrator', { accessKeyId: 'd', secretAccessKey: 'e' }]],
};

describe('openState', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pulso-open-state-'));
    file = join(folder, 'state.ndjson');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (record: unknown): Promise<void> => {
    const lines = record === undefined ? [] : [JSON.stringify(record)];
    const records = stateParts.map((part) => [part, part === 'cloud' ? lines : []] as const);
    return writeState(file, Object.fromEntries(records) as unknown as StateRecords);
  };

  it('gives what was kept, also without the address of a webhook, which came later', async () => {
    await write(cloud);
    const whole = await openState(folder, 'local');
    whole.close();
    const { webhookUrl: _none, ...earlier } = cloud;
    await write(earlier);
    const state = await openState(folder, 'local');
    state.close();

    expect(whole.cloud).toEqual(cloud);
    expect(state.cloud).toEqual(earlier);
  });

  it.each<[string, unknown]>([
    ['record 1: it is missing', undefined],
    ['record 1: stage: expected string, got nothing', { x: 1 }],
    ['record 1: clockMs: expected 0 or more, got number', { ...cloud, clockMs: -1 }],
    [
      'record 1: secrets.botToken: expected string, got null',
      { ...cloud, secrets: { ...cloud.secrets, botToken: null } },
    ],
    ['record 1: keys.0: expected 2 entries or more, got array of 1', { ...cloud, keys: [['x']] }],
  ])('refuses another form, in words, changes nothing, and frees the folder: %s', async (problem, record) => {
    await write(record);
    const before = readFileSync(file);

    const refused = openState(folder, 'local');

    await expect(refused).rejects.toThrow(
      new LocalCloudError(
        `The state in ${file} can't be used: what it keeps of cloud has a form that is unknown here (${problem}). ` +
          'Give another folder with --state, or remove this file to begin anew.',
      ),
    );
    expect(readdirSync(folder)).toEqual(['state.ndjson']);
    expect(readFileSync(file)).toEqual(before);
  });

  it('lets no service start with what it does not know: whose it is, where it lies, and what to do', async () => {
    await write(cloud);
    const { loaded, close } = await openState(folder, 'local');
    close();

    const refused = restore('sqs', loaded, () => {
      throw new Error('record 2: the whole: expected object, got null');
    });

    await expect(refused).rejects.toThrow(
      `The state in ${file} can't be used: what it keeps of sqs has a form that is unknown here (record 2: the whole: expected`,
    );
  });
});
