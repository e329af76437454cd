/** What a deployment asks git: which commit this is, and what has changed since another one. */
const { spawnSync } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const { DeployError } = require('./deploy-error');

function tryGit(root, args) {
  const { status, stdout, stderr, error } = spawnSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (error) throw new DeployError(`Cannot run git: ${error.message}`);
  return { status, stdout, stderr };
}

function git(root, ...args) {
  const { status, stdout, stderr } = tryGit(root, args);
  if (status !== 0) throw new DeployError(`git ${args[0]} failed: ${stderr.trim()}`);
  return stdout;
}

const listOf = (text) => text.split('\0').filter((path) => path !== '');

const headCommit = (root) => git(root, 'rev-parse', 'HEAD').trim();

/** @returns {string | undefined} The full id of a commit of this clone, by anything that git takes for one. */
function findCommit(root, name) {
  // "^{commit}" refuses what is no commit; without it rev-parse believes in every text of 40 digits.
  const { status, stdout } = tryGit(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
  return status === 0 ? stdout.trim() : undefined;
}

/** @returns {string[]} Files that are not as in the commit, new ones included. */
const uncommittedFiles = (root) =>
  listOf(git(root, 'status', '--porcelain', '-z', '--no-renames', '--untracked-files=all')).map((line) =>
    line.slice(3),
  );

/** Whether a commit contains another one. */
const contains = (root, commit, other) => tryGit(root, ['merge-base', '--is-ancestor', other, commit]).status === 0;

/**
 * @param {string} base - A commit.
 * @returns {{ files: string[], before: (path: string) => string | undefined, after: (path: string) => string | undefined }}
 *   What the work tree, committed or not, differs in.
 */
function changeSince(root, base) {
  const tracked = listOf(git(root, 'diff', '--name-only', '--no-renames', '-z', base));
  const untracked = listOf(git(root, 'ls-files', '--others', '--exclude-standard', '-z'));
  return {
    files: [...new Set([...tracked, ...untracked])].sort(),
    before: (path) => {
      const { status, stdout } = tryGit(root, ['show', `${base}:${path}`]);
      return status === 0 ? stdout : undefined;
    },
    after: (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined),
  };
}

module.exports = { changeSince, contains, findCommit, git, headCommit, uncommittedFiles };
