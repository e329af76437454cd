const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

const { layerOf, projectFolders } = require('../project-layers');

/** Projects that have their specs, or some of them, in another. `forAll`: a spec there need not name its project. */
const specsElsewhere = [
  { below: 'libs/contracts/', specs: 'libs/testing/contract-specs', forAll: true },
  { below: 'libs/adapters/', specs: 'libs/testing/adapter-specs' },
  { below: 'libs/domain/reports', specs: 'libs/testing/catalogue-checks' },
];

const foldersElsewhere = (folder) =>
  specsElsewhere.filter(({ below }) => folder.startsWith(below)).map(({ specs }) => specs);

/** @returns {string[]} Folders with specs of a project, its own first. */
const specFolders = (folder) => [folder, ...foldersElsewhere(folder)];

const aliasOf = (folder) =>
  folder
    .replace(/^(?:libs\/(?!adapters|contracts|operator)[a-z-]+|libs)\//, '@pulso/')
    .replace(/^infra/, '@pulso/infra');

/**
 * @param {string} root - The repository's.
 * @returns {boolean} Whether a spec of these folders is one of the project: its own, or one that imports it.
 */
function isSpecOf(root, folder, spec) {
  const own = [
    folder,
    ...specsElsewhere.flatMap(({ below, specs, forAll }) => (forAll && folder.startsWith(below) ? [specs] : [])),
  ];
  return (
    own.some((place) => spec.startsWith(join(root, place, '/'))) ||
    readFileSync(spec, 'utf8').includes(`'${aliasOf(folder)}'`)
  );
}

/** @returns {string[]} What a project's services run: no specs, no fakes. From the root of the repository, sorted. */
const productionFiles = (root, folder) =>
  readdirSync(join(root, folder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !/(?:^|\/)(?:testing|golden)\//.test(path))
    .map((path) => `${folder}/src/${path}`)
    .sort();

/** Layers that run, say what is deployed, or operate it. The others simulate it, and take minutes. */
const askedTypes = ['adapter', 'app', 'contract', 'dialect', 'domain', 'infra', 'infra-lib', 'kit', 'operator'];

const sourceFiles = (root, folder) =>
  readdirSync(join(root, folder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(root, folder, 'src', path));

/** @returns {string[]} Folders of projects that import this one, whose specs may notice what its own do not. */
const dependentFolders = (root, folder) =>
  projectFolders(root)
    .filter((other) => other !== folder && askedTypes.includes(layerOf(other).type))
    .filter((other) =>
      sourceFiles(root, other).some((path) => readFileSync(path, 'utf8').includes(`'${aliasOf(folder)}'`)),
    );

module.exports = { dependentFolders, isSpecOf, productionFiles, specFolders };
