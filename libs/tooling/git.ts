import { spawnSync } from 'node:child_process';

/**
 * @param root - The repository's.
 * @returns What git prints.
 * @throws {Error} Git fails.
 */
export function git(root: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`git ${args[0]} failed: ${error?.message ?? stderr.trim()}`);
  return stdout;
}

/** @returns The full id of a commit of this clone, by any of its names in git. */
export function findCommit(root: string, name: string): string | undefined {
  // "^{commit}" refuses what is not a commit; without it rev-parse accepts every text of 40 digits.
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
