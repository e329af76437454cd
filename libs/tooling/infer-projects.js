/** Nx plugin: gives each project the tags and targets of its layer; nx.json says what each target does. */
const { dirname } = require('node:path');

const { layerOf, readProject } = require('./project-layers');

function inferProject(file, root) {
  const folder = dirname(file);
  const { type, scope, targets, uses } = layerOf(folder);
  const implicitDependencies = uses?.(folder) ?? [];
  const project = {
    root: folder,
    name: readProject(root, folder).name,
    projectType: targets.includes('build') ? 'application' : 'library',
    sourceRoot: `${folder}/src`,
    tags: [`type:${type}`, ...(scope === undefined ? [] : [`scope:${scope}`])],
    targets: Object.fromEntries(targets.map((target) => [target, {}])),
    implicitDependencies,
  };
  return [file, { projects: { [folder]: project } }];
}

module.exports = {
  name: 'pulso-layers',
  createNodesV2: [
    '{apps,benchmarks,infra,libs}/**/project.json',
    (files, _options, { workspaceRoot }) => files.map((file) => inferProject(file, workspaceRoot)),
  ],
};
