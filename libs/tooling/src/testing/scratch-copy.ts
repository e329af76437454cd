import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../../../..');

export interface ScratchCopy {
  readonly root: string;
  git(...args: string[]): string;
  read(path: string): string;
  /** Replaces the content of a file, which need not be there yet. */
  write(path: string, text: string): void;
  remove(): void;
}

/** Copies the repository as it lies here, committed or not, into a repository of its own with one commit. */
export function createScratchCopy(): ScratchCopy {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pulso-scratch-')));
  const listed = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  for (const path of listed.split('\0').filter((name) => name !== ''))
    cpSync(join(root, path), join(folder, path), { force: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false', ...args],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
  git('init', '--quiet', '--initial-branch=main');
  // The link is no folder, which the pattern of .gitignore asks for.
  writeFileSync(join(folder, '.git/info/exclude'), 'node_modules\n');
  git('add', '--all');
  git('commit', '--quiet', '--message=base');
  return {
    root: folder,
    git,
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    write: (path, text) => writeFileSync(join(folder, path), text),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
