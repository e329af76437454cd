import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { watchFolders } from './watch-folders';

describe('watchFolders', () => {
  let root: string;
  let seen: Set<string>;
  let unwatch: () => void;
  const write = (file: string) => writeFileSync(join(root, file), file);
  let onSeen: () => void = () => undefined;
  const untilSeen = async (path: string) => {
    while (!seen.has(path)) await new Promise<void>((resolve) => (onSeen = resolve));
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'watch-folders-'));
    for (const folder of ['libs/a/src', 'libs/a/node_modules', 'other'])
      mkdirSync(join(root, folder), { recursive: true });
    write('libs/a/src/old.ts');
    seen = new Set();
    unwatch = watchFolders(root, ['apps', 'libs'], (path) => {
      seen.add(path);
      onSeen();
    });
  });

  afterEach(() => {
    unwatch();
    rmSync(root, { recursive: true });
  });

  it('sees files that are written, created and removed, deep below', async () => {
    write('libs/a/src/old.ts');
    await untilSeen('libs/a/src/old.ts');
    write('libs/a/src/new.ts');
    await untilSeen('libs/a/src/new.ts');
    seen.clear();
    rmSync(join(root, 'libs/a/src/old.ts'));
    await untilSeen('libs/a/src/old.ts');
  });

  it('sees files in folders that are created afterwards with all they hold', async () => {
    mkdirSync(join(root, 'libs/b/src'), { recursive: true });
    write('libs/b/src/first.ts');
    await untilSeen('libs/b/src/first.ts');
    write('libs/b/src/second.ts');
    await untilSeen('libs/b/src/second.ts');
  });

  it('sees files in a folder that is removed and comes again', async () => {
    rmSync(join(root, 'libs/a'), { recursive: true });
    await untilSeen('libs/a');
    mkdirSync(join(root, 'libs/a/src'), { recursive: true });
    write('libs/a/src/again.ts');
    await untilSeen('libs/a/src/again.ts');
    seen.clear();
    write('libs/a/src/again.ts');
    await untilSeen('libs/a/src/again.ts');
  });

  it('sees a file that an editor puts in the place of another', async () => {
    write('other/saved.ts');
    renameSync(join(root, 'other/saved.ts'), join(root, 'libs/a/src/old.ts'));

    await untilSeen('libs/a/src/old.ts');
  });

  it('sees nothing beside the sources', async () => {
    write('other/file.ts');
    write('libs/a/node_modules/file.js');
    write('libs/a/src/.swap');
    write('libs/a/src/last.ts');
    await untilSeen('libs/a/src/last.ts');

    expect([...seen]).toEqual(['libs/a/src/last.ts']);
  });
});
