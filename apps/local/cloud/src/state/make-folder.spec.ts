import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { makeFolder } from './make-folder';

describe('makeFolder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'make-folder-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('creates what is missing, and takes what is there', () => {
    makeFolder(join(folder, 'a', 'b'), 0o700);
    makeFolder(join(folder, 'a', 'b'));

    expect(statSync(join(folder, 'a', 'b')).mode & 0o777).toBe(0o700);
  });

  it('says what is no folder', () => {
    writeFileSync(join(folder, 'file'), '');

    expect(() => makeFolder(join(folder, 'file'))).toThrow('/file is no folder');
    expect(() => makeFolder(join(folder, 'file', 'a'))).toThrow('ENOTDIR');
  });

  it('ends where nothing can be created', () => {
    expect(() => makeFolder('/proc/none/such')).toThrow(/^(ENOENT|EROFS)/);
  });
});
