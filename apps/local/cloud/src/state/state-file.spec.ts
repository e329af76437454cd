import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { LocalCloudError } from '../errors';
import { lockFolder } from './lock-folder';
import { type StateRecords, readState, stateParts, writeState } from './state-file';

const records = (text: string): StateRecords =>
  Object.fromEntries(stateParts.map((part) => [part, [JSON.stringify(text)]])) as unknown as StateRecords;

/** A full disk where the system has one to try, and otherwise what can't be opened. */
const unwritable = existsSync('/dev/full') ? { path: '/dev/full', code: 'ENOSPC' } : { path: '/', code: 'EISDIR' };

describe('a state on a disk that takes no more', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pulso-state-file-'));
    file = join(folder, 'state.ndjson');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('stays as it was, in words, and leaves nothing unfinished', async () => {
    await writeState(file, records('old'));
    symlinkSync(unwritable.path, `${file}.${process.pid}.tmp`);

    const refused = writeState(file, records('new'));

    await expect(refused).rejects.toThrow(LocalCloudError);
    await expect(refused).rejects.toThrow(
      new RegExp(`The state can't be saved: ${unwritable.code}.* is as it was saved the last time`),
    );
    expect(readdirSync(folder)).toEqual(['state.ndjson']);
    expect((await readState(file))?.records.telegram).toEqual(['old']);
    await writeState(file, records('new'));
    expect(readFileSync(file, 'utf8')).toContain('["telegram","new"]');
  });

  it('is not taken, and leaves no lock', () => {
    symlinkSync(unwritable.path, join(folder, `lock.${process.pid}.tmp`));

    expect(() => lockFolder(folder)).toThrow(`can't be used for a state: ${unwritable.code}`);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a file of a state', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pulso-state-file-'));
    file = join(folder, 'state.ndjson');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it.each<[string, RegExp, (text: string) => string]>([
    ['is cut', /ends too early, after line \d+/, (text) => text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1)],
    ['is cut within a line', /line \d+ is damaged/, (text) => text.slice(0, -30)],
    ['is empty', /it is empty/, () => ''],
    ['has lost a line', /its digest is another one/, (text) => text.replace(/\n[^\n]+\n/, '\n')],
    ['has another letter', /its digest is another one/, (text) => text.replace('"kept"', '"Kept"')],
    ['goes on', /it goes on after its end/, (text) => `${text}{}\n`],
    ['has an unknown part', /line 2 is damaged/, (text) => text.replace('\n["cloud",', '\n["clown",')],
    [
      'is of the version before',
      /written by another version \(2; this one reads 3\).*Give another folder with --state, or remove this file/,
      (text) => text.replace('"version":3', '"version":2'),
    ],
    ['has a part of another kind', /line 2 is damaged/, (text) => text.replace('\n["cloud",', '\n["constructor",')],
    ['is something else', /it is no state of a local cloud/, () => '{"name":"pulso"}\n'],
    ['is no JSON', /line 1 is damaged/, () => 'hello\n'],
  ])('is refused in words when it %s', async (_, message, damage) => {
    await writeState(file, records('kept'));
    writeFileSync(file, damage(readFileSync(file, 'utf8')));

    const refused = readState(file);

    await expect(refused).rejects.toThrow(LocalCloudError);
    await expect(refused).rejects.toThrow(message);
  });
});
