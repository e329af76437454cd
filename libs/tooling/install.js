// @ts-check
/** What a fresh clone lacks: packages, and the Node that runs them. Plain JavaScript for Node 20. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { holdsLockfile } from './holds-lockfile.js';

/** Of Lambda's runtime. Functions of the local cloud run on no other. */
const nodeMajor = 24;

/**
 * Installs what the lockfile of a folder names, once per lockfile, and not at all where npm has done so already: workflows
 * and people call `npm ci` themselves, and a second one would remove what tools have put into node_modules since.
 *
 * @param {string} folder
 * @param {string} notice
 * @returns {string | undefined} What npm had to say, where it has failed; undefined when everything is there.
 */
export function installIn(folder, notice) {
  const installedStamp = join(folder, 'node_modules/.pulso-lockfile');
  const wanted = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  // One line is read sooner than two lockfiles.
  if (existsSync(installedStamp) && readFileSync(installedStamp, 'utf8') === wanted) return undefined;
  if (holdsLockfile(folder)) {
    writeFileSync(installedStamp, wanted);
    return undefined;
  }
  process.stderr.write(`${notice} (npm ci), once per lockfile...\n`);
  // The caller's NODE_ENV=production or npm settings must not leave out what builds and tests need.
  const included = ['--include=dev', '--include=optional'];
  // npm prints a warning per package whose engines name a newer Node than npm's own: they run on the pinned one.
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['ci', ...included, '--ignore-scripts', '--no-fund', '--no-audit'],
    { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' },
  );
  if (status !== 0) return `${stdout ?? ''}${stderr ?? ''}\nnpm ci failed. Is the npm registry reachable?`;
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  writeFileSync(installedStamp, wanted);
  return undefined;
}

/**
 * @param {string} binFolder
 * @param {{ version: string, path: string }} own - The Node that runs this.
 * @returns {{ node: string, problem?: undefined } | { node?: undefined, problem: string }} The Node that the lockfile
 *   pins, else the own one; or the problem with it.
 */
export function pinnedNode(binFolder, own = { version: process.versions.node, path: process.execPath }) {
  const pinned = join(binFolder, 'node');
  if (existsSync(pinned)) return { node: pinned };
  if (own.version.split('.')[0] === String(nodeMajor)) return { node: own.path };
  return {
    problem: `This platform brings no Node of its own: install Node ${nodeMajor}, on which the functions run; this is v${own.version}.`,
  };
}
