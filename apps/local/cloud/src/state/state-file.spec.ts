import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { LocalCloudError } from '../cloud/errors';
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
