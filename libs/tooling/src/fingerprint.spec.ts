import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { fingerprint } from '../fingerprint';

describe('fingerprint', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pulso-fingerprint-'));
    mkdirSync(join(folder, 'below'));
    file = join(folder, 'below', 'a.ts');
    writeFileSync(file, 'one');
    utimesSync(file, 1, 1);
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('stays the same as long as nothing changes', () => {
    expect(fingerprint(folder)).toBe(fingerprint(folder));
  });

  it.each<[string, () => void]>([
    ['a file is written', () => utimesSync(file, 2, 2)],
    ['a file has another size', () => (writeFileSync(file, 'three'), utimesSync(file, 1, 1))],
    ['a file is added', () => writeFileSync(join(folder, 'b.ts'), '')],
    ['a file is removed', () => rmSync(file)],
  ])('is another one when %s', (_, change) => {
    const before = fingerprint(folder);

    change();

    expect(fingerprint(folder)).not.toBe(before);
  });

  it('covers single files', () => {
    const before = fingerprint(file);

    utimesSync(file, 2, 2);

    expect(fingerprint(file)).not.toBe(before);
  });
});
