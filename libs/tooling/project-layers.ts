/**
 * A project's folder decides its layer, its targets, and what its deploy needs.
 *
 * A project.json says only what the folder can't: its name, its half of the system (`scope:bot`, `scope:report`), and
 * its peculiarities.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Targets of a stack for one stage, which is their configuration. */
export const stageTargets: readonly string[] = ['synth', 'check', 'plan', 'deploy'];

const libraryTargets = ['code', 'lint', 'typecheck', 'test', 'verify'];
const programTargets = [...libraryTargets, 'build'];
const stackTargets = [...programTargets, 'deployable', ...stageTargets];

/** What a project has because of its folder. */
interface Layer {
  readonly folder: string;
  readonly type: string;
  readonly scope?: string;
  readonly targets: readonly string[];
  /** What a project depends on without importing it. */
  readonly uses?: (folder: string) => string[];
}

/** What a project's own file says. */
interface ProjectFile {
  readonly name: string;
  readonly tags?: readonly string[];
  readonly targets?: Readonly<Record<string, unknown>>;
}

/** The first entry whose folder a project lies in. */
const layers: readonly Layer[] = [
  { folder: 'apps/local', type: 'testing', scope: 'testing', targets: programTargets },
  // Commands of an operator, which run on the operator's machine and talk to a deployed stage or to the local cloud.
  { folder: 'apps/operator', type: 'operator', scope: 'testing', targets: programTargets },
  // Specs of apps import the harness, and Nx counts what specs import: without the "!" a change of it would deploy every
  // service. The target `test` names it among its inputs instead.
  {
    folder: 'apps',
    type: 'app',
    targets: programTargets,
    uses: () => ['bundling', '!handler-harness'],
  },
  { folder: 'infra/constructs', type: 'infra-lib', scope: 'shared', targets: libraryTargets },
  { folder: 'infra/stages', type: 'infra-lib', scope: 'shared', targets: libraryTargets },
  // A stack without a service, so without an app.
  { folder: 'infra/alerts', type: 'infra', targets: stackTargets },
  // Without its app, a change of the app would build the app and deploy nothing.
  {
    folder: 'infra',
    type: 'infra',
    targets: stackTargets,
    uses: (folder) => [basename(folder)],
  },
  { folder: 'libs/adapters', type: 'adapter', targets: libraryTargets },
  { folder: 'libs/bundling', type: 'build', scope: 'shared', targets: ['code', 'lint', 'verify'] },
  { folder: 'libs/contracts', type: 'contract', targets: libraryTargets },
  { folder: 'libs/domain', type: 'domain', targets: libraryTargets },
  { folder: 'libs/kit', type: 'kit', scope: 'shared', targets: libraryTargets },
  { folder: 'libs/local', type: 'testing', scope: 'testing', targets: libraryTargets },
  { folder: 'libs/logs-insights', type: 'package', scope: 'shared', targets: libraryTargets },
  { folder: 'libs/testing/handler-harness', type: 'harness', scope: 'shared', targets: libraryTargets },
  // They see every stack and the settings of stages.
  { folder: 'libs/testing/stack-specs', type: 'tooling', scope: 'testing', targets: libraryTargets },
  { folder: 'libs/testing', type: 'testing', scope: 'testing', targets: libraryTargets },
  { folder: 'libs/tooling', type: 'tooling', scope: 'testing', targets: libraryTargets },
  { folder: 'libs/world', type: 'world', scope: 'testing', targets: libraryTargets },
];

/**
 * @param folder - A project's, from the root of the repository.
 * @throws {Error} The folder is in no layer.
 */
export function layerOf(folder: string): Layer {
  const layer = layers.find(({ folder: parent }) => folder === parent || folder.startsWith(`${parent}/`));
  if (layer === undefined) {
    throw new Error(`${folder} lies in no layer. Move it below one of ${layers.map((l) => l.folder).join(', ')}.`);
  }
  return layer;
}

/** @returns Folders of all projects, from the root of the repository, sorted. */
export function projectFolders(root: string): string[] {
  const below = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !['node_modules', 'src'].includes(entry.name))
      .map((entry) => `${folder}/${entry.name}`)
      .flatMap((child) => (existsSync(join(root, child, 'project.json')) ? [child] : below(child)));
  return ['apps', 'infra', 'libs'].flatMap(below).sort();
}

export const readProject = (root: string, folder: string): ProjectFile =>
  JSON.parse(readFileSync(join(root, folder, 'project.json'), 'utf8'));

/** @returns The services: the apps that are deployed, by their names. */
export const serviceNames = (root: string): string[] =>
  projectFolders(root)
    .filter((folder) => layerOf(folder).type === 'app')
    .map((folder) => basename(folder));

/** @returns The projects of all stacks, including those without a service. */
export const stackNames = (root: string): string[] =>
  projectFolders(root)
    .filter((folder) => layerOf(folder).type === 'infra')
    .map((folder) => readProject(root, folder).name);
