/** What npm installs, compared between two lockfiles: package by package, with all that each one needs. */

/** What makes bundles out of sources: no import says so, and every bundle may change. */
const buildTools = /^(esbuild|@esbuild\/.+|nx|@nx\/(esbuild|js|devkit|workspace|nx-.+))$/;

/** Types are gone before anything is bundled. */
const isTypesOnly = (name) => name.startsWith('@types/');

const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

const sameAs = (entry) => `${entry.version} ${entry.resolved ?? ''} ${entry.integrity ?? ''}`;

/** Where Node finds a package that another one requires, whose folder is `from`; empty: the repository's own sources. */
function resolvePackage(packages, name, from) {
  const folders = from.split(/(?:^|\/)node_modules\//).slice(1);
  for (let depth = folders.length; depth >= 0; depth -= 1) {
    const parents = folders.slice(0, depth).map((folder) => `node_modules/${folder}/`);
    const path = `${parents.join('')}node_modules/${name}`;
    if (path in packages) return path;
  }
  return undefined;
}

/** @returns {string} The same for two lockfiles if they install the package and all that it needs alike, place by place. */
function installationOf(packages, name) {
  const seen = new Map();
  const visit = (path) => {
    if (path === undefined || seen.has(path)) return;
    const entry = packages[path];
    seen.set(path, sameAs(entry));
    const needs = { ...entry.dependencies, ...entry.optionalDependencies, ...entry.peerDependencies };
    for (const needed of Object.keys(needs)) visit(resolvePackage(packages, needed, path));
  };
  visit(resolvePackage(packages, name, ''));
  return JSON.stringify([...seen].sort());
}

/**
 * @param {string} before - The text of a package-lock.json.
 * @param {string} after - The same file's, later.
 * @returns {{ tools: string[], isChanged: (name: string) => boolean }} `tools`: the changed packages that build bundles;
 *   `isChanged` tells whether a package that sources import, or one that it needs, is another one.
 */
function changedPackages(before, after) {
  const [old, now] = [before, after].map((text) => JSON.parse(text).packages ?? {});
  const paths = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((path) => path !== '');
  const changed = paths.filter((path) => !old[path] || !now[path] || sameAs(old[path]) !== sameAs(now[path]));
  const tools = changed.filter((path) => path === `node_modules/${nameOf(path)}` && buildTools.test(nameOf(path)));
  const known = new Map();
  const isChanged = (name) => {
    if (changed.length === 0 || isTypesOnly(name)) return false;
    if (!known.has(name)) known.set(name, installationOf(old, name) !== installationOf(now, name));
    return known.get(name);
  };
  return { tools: tools.map(nameOf), isChanged };
}

module.exports = { changedPackages };
