import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { watchFolders, type GatheredChanges, gatherChanges } from './watch-folders';

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

/** Waits that end when the spec says so. */
function createWaits() {
  const ends: (() => void)[] = [];
  return {
    wait: () => new Promise<void>((resolve) => ends.push(resolve)),
    pass: async () => {
      ends.splice(0).forEach((end) => end());
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('gatherChanges', () => {
  const { wait, pass } = createWaits();
  let handed: string[][];
  let errors: unknown[];
  let during: () => Promise<void>;
  let changes: GatheredChanges;

  beforeEach(() => {
    handed = [];
    errors = [];
    during = () => Promise.resolve();
    changes = gatherChanges({
      wait,
      onError: (error) => errors.push(error),
      handle: (paths) => {
        handed.push([...paths]);
        return during();
      },
    });
  });

  afterEach(async () => {
    const stopped = changes.stop();
    await pass();
    await stopped;
  });

  it('hands over together what is saved together, each file once', async () => {
    for (const path of ['a', 'b', 'a']) changes.add(path);
    await pass();
    await pass();

    expect(handed).toEqual([['a', 'b']]);
  });

  it('waits while more comes', async () => {
    changes.add('a');
    changes.add('b');
    const first = pass();
    changes.add('c');
    await first;
    const handedBefore = handed.length;
    await pass();
    await pass();

    expect(handedBefore).toBe(0);
    expect(handed).toEqual([['a', 'b', 'c']]);
  });

  it('does not wait for ever for what never ends', async () => {
    for (let count = 0; count < 40 && handed.length === 0; count += 1) {
      changes.add(`file-${count}`);
      const passed = pass();
      changes.add(`more-${count}`);
      await passed;
    }

    expect(handed).toHaveLength(1);
  });

  it('hands over afterwards what changes meanwhile, and never two things at once', async () => {
    let finish: () => void = () => undefined;
    during = () => new Promise((resolve) => (finish = resolve));
    changes.add('a');
    await pass();

    changes.add('a');
    changes.add('b');
    const whileItRuns = [...handed];
    finish();
    await new Promise((resolve) => setImmediate(resolve));
    await pass();
    finish();

    expect(whileItRuns).toEqual([['a']]);
    expect(handed).toEqual([['a'], ['a', 'b']]);
  });

  it('goes on after a defect', async () => {
    during = () => Promise.reject(new Error('broken'));
    changes.add('a');
    await pass();
    changes.add('b');
    await pass();

    expect(errors).toHaveLength(2);
    expect(handed).toEqual([['a'], ['b']]);
  });

  it('hands nothing over once it is stopped', async () => {
    changes.add('a');
    const stopped = changes.stop();
    await pass();
    await stopped;
    changes.add('b');

    expect(handed).toEqual([]);
  });
});
