/** What a deployment asks git: which commit this is, and how it is related to another one. */
import { spawnSync } from 'node:child_process';

import { DeployError } from './deploy-error.ts';

function tryGit(root: string, args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr, error } = spawnSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (error) throw new DeployError(`Cannot run git: ${error.message}`);
  return { status, stdout, stderr };
}

export function git(root: string, ...args: string[]): string {
  const { status, stdout, stderr } = tryGit(root, args);
  if (status !== 0) throw new DeployError(`git ${args[0]} failed: ${stderr.trim()}`);
  return stdout;
}

const listOf = (text: string): string[] => text.split('\0').filter((path) => path !== '');

export const headCommit = (root: string): string => git(root, 'rev-parse', 'HEAD').trim();

/** @returns The full id of a commit of this clone, by anything that git takes for one. */
export function findCommit(root: string, name: string): string | undefined {
  // "^{commit}" refuses what is no commit; without it rev-parse believes in every text of 40 digits.
  const { status, stdout } = tryGit(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
  return status === 0 ? stdout.trim() : undefined;
}

/** @returns Files that are not as in the commit, new ones included. */
export const uncommittedFiles = (root: string): string[] =>
  listOf(git(root, 'status', '--porcelain', '-z', '--no-renames', '--untracked-files=all')).map((line) =>
    line.slice(3),
  );

/** Whether a commit contains another one. */
export const contains = (root: string, commit: string, other: string): boolean =>
  tryGit(root, ['merge-base', '--is-ancestor', other, commit]).status === 0;
