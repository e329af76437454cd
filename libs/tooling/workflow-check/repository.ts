import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { layerOf, projectFolders, readProject } from '../project-layers.ts';
import type { Repository } from './check-commands.ts';

/** Where the programs behind the scripts of package.json take their options; those that workflows give options to. */
const programs: Readonly<Record<string, readonly string[]>> = {
  test: ['libs/tooling/run-tests.ts'],
  deploy: ['libs/tooling/deploy'],
};

const isSource = (name: string): boolean => /\.(js|ts|py)$/.test(name) && !name.endsWith('.spec.ts');

const filesBelow = (path: string): string[] =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && isSource(entry.name))
        .map((entry) => join(entry.parentPath, entry.name));

const readAll = (root: string, paths: readonly string[]): string[] =>
  paths
    .map((path) => join(root, path))
    .filter(existsSync)
    .flatMap(filesBelow)
    .map((path) => readFileSync(path, 'utf8'));

/** @param root - The repository's. */
export function openRepository(root: string): Repository {
  const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
  const { targetDefaults } = read('nx.json');
  const projects = new Map(
    projectFolders(root).map((folder) => {
      const { name, targets = {} } = readProject(root, folder);
      return [name, { folder, targets: [...layerOf(folder).targets, ...Object.keys(targets)] }];
    }),
  );
  /** `dist/<folder>/main.js` is what the build of a project writes. */
  const builtFrom = (path: string) =>
    [...projects.values()].find(
      ({ folder, targets }) => targets.includes('build') && dirname(path) === `dist/${folder}`,
    );
  return {
    scripts: read('package.json').scripts,
    sourcesOfScript: (script) => {
      const paths = programs[script];
      return paths && readAll(root, paths);
    },
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
