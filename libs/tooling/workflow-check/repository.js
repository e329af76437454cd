const { existsSync, readFileSync, readdirSync, statSync } = require('node:fs');
const { dirname, join } = require('node:path');

const { layerOf, projectFolders, readProject } = require('../project-layers');

/** Where the programs behind the scripts of package.json take their options; those that workflows give options to. */
const programs = {
  test: ['libs/tooling/run-tests.js'],
  deploy: ['libs/tooling/deploy', 'libs/tooling/deploy.js'],
};

const isSource = (name) => /\.(js|ts|py)$/.test(name) && !name.endsWith('.spec.ts');

const filesBelow = (path) =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && isSource(entry.name))
        .map((entry) => join(entry.parentPath, entry.name));

const readAll = (root, paths) =>
  paths
    .map((path) => join(root, path))
    .filter(existsSync)
    .flatMap(filesBelow)
    .map((path) => readFileSync(path, 'utf8'));

/**
 * @param {string} root - The repository's.
 * @returns {import('./check-commands').Repository}
 */
function openRepository(root) {
  const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
  const { targetDefaults } = read('nx.json');
  const projects = new Map(
    projectFolders(root).map((folder) => {
      const { name, targets = {} } = readProject(root, folder);
      return [name, { folder, targets: [...layerOf(folder).targets, ...Object.keys(targets)] }];
    }),
  );
  /** `dist/<folder>/main.js` is what the build of a project writes. */
  const builtFrom = (path) =>
    [...projects.values()].find(
      ({ folder, targets }) => targets.includes('build') && dirname(path) === `dist/${folder}`,
    );
  return {
    scripts: read('package.json').scripts,
    sourcesOfScript: (script) => programs[script] && readAll(root, programs[script]),
    sourcesOfFile: (path) => {
      const built = builtFrom(path);
      if (built) return readAll(root, [`${built.folder}/src`]);
      return existsSync(join(root, path)) && !path.startsWith('dist/') ? readAll(root, [path]) : undefined;
    },
    targetsOf: (project) => projects.get(project)?.targets,
    targets: [
      ...new Set([...Object.keys(targetDefaults), ...[...projects.values()].flatMap(({ targets }) => targets)]),
    ],
  };
}

module.exports = { openRepository };
