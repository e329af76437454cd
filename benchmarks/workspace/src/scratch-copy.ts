import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A clone of the last commit, in which nothing matters. */
export interface ScratchCopy {
  readonly folder: string;
  /** Adds a line to a file and commits it. */
  addLine(file: string, line: string): void;
  remove(): void;
}

/** What Nx and the caches of tasks have kept. */
const kept = ['.nx', 'dist'];

/**
 * Clones a repository at its last commit.
 *
 * @param root - Its packages are used.
 * @param options - `cold`: without what earlier runs have kept.
 */
export function makeScratchCopy(root: string, { cold }: { cold: boolean }): ScratchCopy {
  const parent = mkdtempSync(join(tmpdir(), 'workspace-'));
  const folder = join(parent, 'copy');
  const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
  execFileSync('git', ['clone', '--quiet', root, folder], { stdio: 'pipe' });
  linkPackages(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const name of cold ? [] : kept) {
    if (existsSync(join(root, name))) cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  return {
    folder,
    addLine: (file, line) => {
      appendFileSync(join(folder, file), `${line}\n`);
      const author = ['-c', 'user.name=Benchmark', '-c', 'user.email=benchmark@localhost'];
      git(...author, 'commit', '--quiet', '--no-verify', '-am', 'Add a comment');
    },
    remove: () => rmSync(parent, { recursive: true }),
  };
}

/** Links each of them, so that the folder has a cache of its own. */
function linkPackages(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) if (name !== '.cache') symlinkSync(join(from, name), join(to, name));
}
