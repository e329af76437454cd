const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

/** Projects that have their specs, or some of them, in another. */
const specsElsewhere = [
  { below: 'libs/contracts/', specs: 'libs/testing/contract-specs' },
  { below: 'libs/adapters/', specs: 'libs/testing/adapter-specs' },
];

const foldersElsewhere = (folder) =>
  specsElsewhere.filter(({ below }) => folder.startsWith(below)).map(({ specs }) => specs);

/** @returns {string[]} Folders with specs of a project, its own first. */
const specFolders = (folder) => [folder, ...foldersElsewhere(folder)];

/**
 * @param {string} root - The repository's.
 * @returns {boolean} Whether a spec of these folders is one of the project: its own, or one that imports it.
 */
function isSpecOf(root, folder, spec) {
  const alias = folder.replace(/^libs\//, '@pulso/');
  return spec.startsWith(join(root, folder, '/')) || readFileSync(spec, 'utf8').includes(`'${alias}'`);
}

/** @returns {string[]} What a project's services run: no specs, no fakes. From the root of the repository, sorted. */
const productionFiles = (root, folder) =>
  readdirSync(join(root, folder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !/(?:^|\/)(?:testing|golden)\//.test(path))
    .map((path) => `${folder}/src/${path}`)
    .sort();

module.exports = { isSpecOf, productionFiles, specFolders };
