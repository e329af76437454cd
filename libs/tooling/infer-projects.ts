/** Nx plugin: gives each project the tags and targets of its layer; nx.json says what each target does. */
import { dirname } from 'node:path';

import type { CreateNodesResultV2, CreateNodesV2 } from '@nx/devkit';

import { layerOf, readProject } from './project-layers.ts';

function inferProject(file: string, root: string): CreateNodesResultV2[number] {
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
          targets: Object.fromEntries(targets.map((target) => [target, {}])),
          implicitDependencies: uses?.(folder) ?? [],
        },
      },
    },
  ];
}

export const name = 'pulso-layers';

export const createNodesV2: CreateNodesV2 = [
  '{apps,infra,libs}/**/project.json',
  (files, _options, { workspaceRoot }) => files.map((file) => inferProject(file, workspaceRoot)),
];
