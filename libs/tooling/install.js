// @ts-check
/** Installs what a fresh clone lacks: packages, and their Node. Plain JavaScript for Node 20. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** That of Lambda's runtime, the only one for functions of the local cloud. */
const nodeMajor = '24';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} Entry - Of a package in a lockfile. */

/** @type {(file: string) => Record<string, Entry>} */
const packagesIn = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {});

/**
 * Tells whether npm has installed what a folder's lockfile names, whoever called it: workflows and people also call
 * `npm ci`, and a second one would remove what tools have put into node_modules since.
 *
 * @param {string} folder
 * @see https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json#hidden-lockfiles
 */
function isInstalled(folder) {
  const { '': _root, ...wanted } = packagesIn(join(folder, 'package-lock.json'));
  const installed = packagesIn(join(folder, 'node_modules/.package-lock.json'));
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    const own = installed[path];
    // Packages for other platforms are missing.
    return own === undefined ? optional === true : own.version === version && own.integrity === integrity;
  });
}

/**
 * Installs what the lockfile of a folder names, once per lockfile.
 *
 * @param {string} folder
 * @param {string} notice
 * @returns {string | undefined} npm's output if it failed; undefined when everything is installed.
 */
export function installIn(folder, notice) {
  const stamp = join(folder, 'node_modules/.pulso-lockfile');
  const lockfile = readFileSync(join(folder, 'package-lock.json'));
  const wanted = createHash('sha256').update(lockfile).digest('hex');
  // One line is read sooner than two lockfiles.
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return undefined;
  if (!isInstalled(folder)) {
    process.stderr.write(`${notice} (npm ci), once per lockfile...\n`);
    // The caller's NODE_ENV=production or npm settings must not leave out what builds and tests need. npm prints a warning
    // per package whose engines name a newer Node than npm's own: they run on the pinned one.
    const options = ['--include=dev', '--include=optional', '--ignore-scripts', '--no-fund', '--no-audit'];
    const { status, stdout, stderr } = spawnSync('npm', ['ci', ...options], { cwd: folder, encoding: 'utf8' });
    if (status !== 0) return `${stdout ?? ''}${stderr ?? ''}\nnpm ci failed. Is the npm registry reachable?`;
  }
  writeFileSync(stamp, wanted);
  return undefined;
}

/**
 * @param {string} binFolder
 * @param {{ version: string, path: string }} own - The Node that runs this.
 * @returns {{ node: string, problem?: undefined } | { node?: undefined, problem: string }} The Node that the lockfile
 *   pins, else the running one; or the problem with it.
 */
export function pinnedNode(binFolder, own = { version: process.versions.node, path: process.execPath }) {
  const pinned = join(binFolder, 'node');
  if (existsSync(pinned)) return { node: pinned };
  if (own.version.split('.')[0] === nodeMajor) return { node: own.path };
  return {
    problem: `This platform brings no Node of its own: install Node ${nodeMajor}, on which the functions run; this is v${own.version}.`,
  };
}
