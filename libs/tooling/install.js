/** What a fresh clone lacks: packages, and the Node that runs them. Plain JavaScript for Node 20. */
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const { holdsLockfile } = require('./holds-lockfile');

/** Of Lambda's runtime. Functions of the local cloud run on no other. */
const nodeMajor = 24;

/**
 * Installs what the lockfile of a folder names, once per lockfile, and not at all where npm has done so already: workflows
 * and people call `npm ci` themselves, and a second one would remove what tools have put into node_modules since.
 *
 * @returns What npm had to say, where it has failed; undefined when everything is there.
 */
function installIn(folder, notice) {
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
  const options = { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' };
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['ci', ...included, '--ignore-scripts', '--no-fund', '--no-audit'],
    options,
  );
  if (status !== 0) return `${stdout ?? ''}${stderr ?? ''}\nnpm ci failed. Is the npm registry reachable?`;
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  writeFileSync(installedStamp, wanted);
  return undefined;
}

/**
 * @param own - The Node that runs this.
 * @returns The Node that the lockfile pins, else the own one; or the problem with it.
 */
function pinnedNode(binFolder, own = { version: process.versions.node, path: process.execPath }) {
  const pinned = join(binFolder, 'node');
  if (existsSync(pinned)) return { node: pinned };
  if (own.version.split('.')[0] === String(nodeMajor)) return { node: own.path };
  return {
    problem: `This platform brings no Node of its own: install Node ${nodeMajor}, on which the functions run; this is v${own.version}.`,
  };
}

module.exports = { installIn, pinnedNode };
