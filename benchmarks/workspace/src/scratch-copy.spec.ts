import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { makeScratchCopy } from './scratch-copy';

describe('makeScratchCopy', () => {
  let root: string;

  const git = (folder: string, ...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@localhost', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'workspace-benchmark-'));
    git(root, 'init', '--quiet');
    writeFileSync(join(root, 'code.ts'), 'export {};\n');
    writeFileSync(join(root, '.gitignore'), '.nx/\nnode_modules/\n');
    git(root, 'add', '.');
    git(root, 'commit', '--quiet', '-m', 'Begin');
    for (const folder of ['.nx', 'node_modules']) {
      mkdirSync(join(root, folder));
      writeFileSync(join(root, folder, 'kept'), '');
    }
    mkdirSync(join(root, 'node_modules/.cache'));
    writeFileSync(join(root, 'code.ts'), 'not committed');
  });

  afterAll(() => rmSync(root, { recursive: true }));

  it.each([
    [false, true],
    [true, false],
  ])('has the last commit, the packages, and with cold %s a cache: %s', (cold, hasCache) => {
    const copy = makeScratchCopy(root, { cold });

    expect(readFileSync(join(copy.folder, 'code.ts'), 'utf8')).toBe('export {};\n');
    expect(existsSync(join(copy.folder, 'node_modules/kept'))).toBe(true);
    expect(existsSync(join(copy.folder, 'node_modules/.cache'))).toBe(false);
    expect(git(copy.folder, 'status', '--short')).toBe('');
    expect(existsSync(join(copy.folder, '.nx/kept'))).toBe(hasCache);
    copy.remove();
    expect(existsSync(copy.folder)).toBe(false);
    expect(existsSync(join(root, 'node_modules/kept'))).toBe(true);
  });

  it('takes a line more in a commit of its own, and leaves the repository alone', () => {
    const copy = makeScratchCopy(root, { cold: true });

    copy.addLine('code.ts', '// A comment.');

    expect(git(copy.folder, 'diff', '--stat', 'HEAD~1')).toContain('1 insertion');
    expect(git(root, 'log', '--oneline').trim().split('\n')).toHaveLength(1);
    copy.remove();
  });
});
