// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string | string[], cpu?: string | string[],
 *   libc?: string | string[] }} Entry - Of a package in a lockfile, as far as it is read here.
 */

/** @type {(file: string) => Record<string, Entry>} */
const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/**
 * What npm has written at the end of its last run, if there was one and it came to its end.
 *
 * @param {string} folder
 */
function installedIn(folder) {
  try {
    return packagesIn(join(folder, 'node_modules/.package-lock.json'));
  } catch {
    return undefined;
  }
}

/** @type {(names: string | string[] | undefined, own: string) => boolean} */
const allows = (names, own) => names === undefined || [names].flat().includes(own);

/**
 * npm leaves out what is for other platforms. Of packages for one C library it takes those for this machine's.
 *
 * @type {(entry: Entry, platform: { os: string, cpu: string }) => boolean}
 */
const isForAnother = ({ optional, os, cpu, libc }, platform) =>
  optional === true && (libc !== undefined || !allows(os, platform.os) || !allows(cpu, platform.cpu));

/**
 * Tells whether node_modules of a folder holds what its lockfile names, no matter which command of npm has installed it:
 * npm keeps a lockfile of its own there.
 *
 * @param {string} folder
 * @param {{ os: string, cpu: string }} platform - As npm names them.
 * @returns {boolean} Also false where packages for development, or optional ones for this platform, were left out.
 * @see https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json#hidden-lockfiles
 */
export function holdsLockfile(folder, platform = { os: process.platform, cpu: process.arch }) {
  const installed = installedIn(folder);
  if (installed === undefined) return false;
  const { '': _root, ...wanted } = packagesIn(join(folder, 'package-lock.json'));
  return Object.entries(wanted).every(([path, entry]) => {
    const own = installed[path];
    if (own === undefined) return isForAnother(entry, platform);
    return own.version === entry.version && own.integrity === entry.integrity;
  });
}
