/** Nx plugin: gives each project the tags and targets of its layer; nx.json says what each target does. */
import { dirname } from 'node:path';

import type { CreateNodesResultV2, CreateNodesV2 } from '@nx/devkit';

import { knownStages } from './known-stages.ts';
import { layerOf, readProject, stageTargets } from './project-layers.ts';

/** Each stage is a configuration of its targets. Targets that reach AWS have no default stage. */
function configurationsOf(target: string, stages: readonly string[]): object {
  if (!stageTargets.includes(target)) return {};
  const reachesAws = ['plan', 'deploy'].includes(target);
  const named = stages.filter((stage) => !reachesAws || stage !== 'local');
  return {
    configurations: Object.fromEntries(named.map((stage) => [stage, { stage }])),
    ...(reachesAws ? { options: { stage: '' } } : { defaultConfiguration: 'local' }),
  };
}

function inferProject(file: string, root: string, stages: readonly string[]): CreateNodesResultV2[number] {
  const folder = dirname(file);
  const { type, scope, targets, uses } = layerOf(folder);
  return [
    file,
    {
      projects: {
        [folder]: {
          root: folder,
          name: readProject(root, folder).name,
          projectType: targets.includes('build') ? 'application' : 'library',
          sourceRoot: `${folder}/src`,
          tags: [`type:${type}`, ...(scope === undefined ? [] : [`scope:${scope}`])],
          targets: Object.fromEntries(targets.map((target) => [target, configurationsOf(target, stages)])),
          implicitDependencies: uses?.(folder) ?? [],
        },
      },
    },
  ];
}

export const name = 'pulso-layers';

export const createNodesV2: CreateNodesV2 = [
  '{apps,infra,libs}/**/project.json',
  (files, _options, { workspaceRoot }) => {
    const stages = knownStages(workspaceRoot);
    return files.map((file) => inferProject(file, workspaceRoot, stages));
  },
];
