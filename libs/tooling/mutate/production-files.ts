import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { layerOf, projectFolders } from '../project-layers.ts';

/** Projects that have their specs, or some of them, in another. `forAll`: a spec there need not name its project. */
const specsElsewhere: readonly { readonly below: string; readonly specs: string; readonly forAll?: boolean }[] = [
  { below: 'libs/contracts/', specs: 'libs/testing/contract-specs', forAll: true },
  { below: 'libs/adapters/', specs: 'libs/testing/adapter-specs' },
  { below: 'libs/domain/reports', specs: 'libs/testing/catalogue-checks' },
];

const foldersElsewhere = (folder: string): string[] =>
  specsElsewhere.filter(({ below }) => folder.startsWith(below)).map(({ specs }) => specs);

/** @returns Folders with specs of a project, its own first. */
export const specFolders = (folder: string): string[] => [folder, ...foldersElsewhere(folder)];

const aliasOf = (folder: string): string => `@pulso/${folder.replace(/^libs\//, '')}`;

/**
 * @param root - The repository's.
 * @returns Whether a spec of these folders is one of the project: its own, or one that imports it.
 */
export function isSpecOf(root: string, folder: string, spec: string): boolean {
  const own = [
    folder,
    ...specsElsewhere.flatMap(({ below, specs, forAll }) => (forAll && folder.startsWith(below) ? [specs] : [])),
  ];
  return (
    own.some((place) => spec.startsWith(join(root, place, '/'))) ||
    readFileSync(spec, 'utf8').includes(`'${aliasOf(folder)}'`)
  );
}

/** @returns What a project's services run: no specs, no fakes. From the root of the repository, sorted. */
export const productionFiles = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !/(?:^|\/)(?:testing|golden)\//.test(path))
    .map((path) => `${folder}/src/${path}`)
    .sort();

/** Layers that run, say what is deployed, or operate it. The others simulate it, and take minutes. */
const askedTypes = ['adapter', 'app', 'contract', 'dialect', 'domain', 'infra', 'infra-lib', 'kit', 'operator'];

const sourceFiles = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(root, folder, 'src', path));

/** @returns Folders of projects that import this one, whose specs may notice what its own do not. */
export const dependentFolders = (root: string, folder: string): string[] =>
  projectFolders(root)
    .filter((other) => other !== folder && askedTypes.includes(layerOf(other).type))
    .filter((other) =>
      sourceFiles(root, other).some((path) => readFileSync(path, 'utf8').includes(`'${aliasOf(folder)}'`)),
    );
