/** A commit in a folder of its own, with the packages that its lockfile names. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { installIn } from '../install.js';
import { DeployError } from './deploy-error.ts';
import { git } from './git.ts';

/** A commit in a folder. */
export interface CommitCopy {
  readonly root: string;
  remove(): void;
}

/**
 * Checks a commit out below tmp, beside what is being worked on. It is there until it is removed or this process ends.
 *
 * The folder has packages of its own and no link to those of the repository: a bundler follows links, and the paths in
 * source maps would be others than those that were deployed.
 *
 * @throws {DeployError} Git or npm refuses.
 */
export function checkOutCommit(root: string, commit: string): CommitCopy {
  const parent = join(root, 'tmp');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'rollback-'));
  const remove = (): void => {
    process.off('exit', remove);
    // What npm and Nx have made is not git's, so git would refuse without it.
    spawnSync('git', ['worktree', 'remove', '--force', folder], { cwd: root, stdio: 'ignore' });
    rmSync(folder, { recursive: true, force: true });
    spawnSync('git', ['worktree', 'prune'], { cwd: root, stdio: 'ignore' });
  };
  process.on('exit', remove);
  git(root, 'worktree', 'add', '--detach', '--quiet', folder, commit);
  if (!copyPackages(root, folder)) {
    const problem = installIn(folder, `Installing the packages of ${commit.slice(0, 7)}`);
    if (problem !== undefined) throw new DeployError(problem);
  }
  return { root: folder, remove };
}

/** Copies that share their blocks on disk, as far as the platform has them. */
const copyCommands: Partial<Record<NodeJS.Platform, readonly [program: string, option: string]>> = {
  linux: ['cp', '-al'],
  darwin: ['cp', '-cR'],
};

/** @returns Whether the packages of the repository are those that the commit wants, and could be taken over. */
function copyPackages(root: string, folder: string): boolean {
  const [wanted, installed] = [folder, root].map((place) => readFileSync(join(place, 'package-lock.json'), 'utf8'));
  const command = copyCommands[process.platform];
  if (wanted !== installed || command === undefined) return false;
  const [program, option] = command;
  const target = join(folder, 'node_modules');
  const { status } = spawnSync(program, [option, join(root, 'node_modules'), target], { stdio: 'ignore' });
  if (status !== 0) rmSync(target, { recursive: true, force: true });
  return status === 0;
}
