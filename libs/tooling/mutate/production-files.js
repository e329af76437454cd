const { readdirSync } = require('node:fs');
const { join } = require('node:path');

/** A project that has its specs, or some of them, in another. */
const specsElsewhere = [
  { below: 'libs/contracts/', specs: 'libs/testing/contract-specs' },
  { below: 'libs/adapters/', specs: 'libs/testing/adapter-specs' },
];

/** @returns {string[]} Folders of the specs of a project, its own first. */
const specFolders = (folder) => [
  folder,
  ...specsElsewhere.filter(({ below }) => folder.startsWith(below)).map(({ specs }) => specs),
];

/** @returns {string[]} What a project's services run: no specs, no fakes. From the root of the repository, sorted. */
const productionFiles = (root, folder) =>
  readdirSync(join(root, folder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !/(?:^|\/)(?:testing|golden)\//.test(path))
    .map((path) => `${folder}/src/${path}`)
    .sort();

module.exports = { productionFiles, specFolders };
