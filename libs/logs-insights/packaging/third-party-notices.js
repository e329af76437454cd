/**
 * Names the packages that a bundle contains and gives their licenses, which have to go with every copy.
 * Plain JavaScript: the build runs it before anything is built.
 */
const { existsSync, readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

const packageInPath = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)(?=\/)/g;

/**
 * @param {string[]} files - What esbuild's metafile lists as inputs.
 * @returns {string[]} The names of the packages that they belong to, sorted.
 */
function bundledPackages(files) {
  const names = files.flatMap((file) => [...file.matchAll(packageInPath)].at(-1)?.[1] ?? []);
  return [...new Set(names)].sort();
}

/**
 * @param {string[]} names - Of packages.
 * @param {string} modules - The folder node_modules.
 * @returns {string} The text of the notice.
 * @throws {Error} A package has no file with its license.
 */
function thirdPartyNotices(names, modules) {
  const notices = names.map((name) => {
    const folder = join(modules, name);
    const { version, license, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = existsSync(folder) && readdirSync(folder).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
    if (!file) throw new Error(`${name} is bundled and has no license file.`);
    const title = `${name} ${version} (${license})${homepage ? `\n${homepage}` : ''}`;
    return `${'-'.repeat(80)}\n${title}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  });
  const heading =
    names.length === 0 ? 'This package contains no code of others.' : 'This package contains code of these:';
  return [`${heading}\n`, ...notices].join('\n');
}

module.exports = { bundledPackages, thirdPartyNotices };
