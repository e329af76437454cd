import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { type BuildOptions } from 'esbuild';

import { LocalCloudError } from '../errors';

/** What the target `build` says for a project, after `@nx/esbuild:esbuild`. */
interface TargetOptions extends Pick<BuildOptions, 'platform' | 'target' | 'bundle' | 'minify' | 'sourcemap'> {
  readonly main: string;
  readonly outputPath: string;
  readonly tsConfig: string;
  readonly format: readonly [BuildOptions['format'] & string];
  readonly thirdParty?: boolean;
  readonly additionalEntryPoints?: readonly string[];
  readonly external?: readonly string[];
  readonly esbuildConfig?: string;
  readonly esbuildOptions?: BuildOptions;
  /** Say nothing about the bundle: types are checked elsewhere, assets are no code. */
  readonly skipTypeCheck?: boolean;
  readonly assets?: unknown;
}

/**
 * Reads how Nx builds a project with esbuild, so that who builds it again builds the same: from nx.json, the project's own
 * project.json, and the file that they name.
 *
 * @param root - Folder of the repository, absolute.
 * @param project - Folder of the project, from the root.
 * @param tag - The project's layer, as filters of nx.json name it.
 * @returns Without what only decides where the outcome is written.
 * @throws {LocalCloudError} An option of the target is unknown here. Not retryable.
 */
export function bundleOptions(root: string, project: string, tag: `type:${'app' | 'infra'}`): BuildOptions {
  const { main, outputPath, tsConfig, format, thirdParty, additionalEntryPoints, external, ...others } = targetOptions(
    root,
    project,
    tag,
  );
  const { esbuildConfig, esbuildOptions, skipTypeCheck: _types, assets: _assets, ...passedOn } = others;
  const { platform = 'node', target, bundle = true, minify, sourcemap, ...unknown } = passedOn;
  const [unknownName] = Object.keys(unknown);
  if (unknownName !== undefined) {
    throw new LocalCloudError(`The build of ${project} has the option "${unknownName}", which --watch does not know.`);
  }
  const own =
    esbuildConfig === undefined
      ? esbuildOptions
      : (createRequire(join(root, 'package.json'))(join(root, esbuildConfig)) as BuildOptions);
  return {
    ...own,
    ...{ platform, bundle, absWorkingDir: root, outdir: outputPath, format: format[0], tsconfig: join(root, tsConfig) },
    ...(target !== undefined && { target }),
    ...(minify !== undefined && { minify }),
    ...(sourcemap !== undefined && { sourcemap }),
    entryPoints: [main, ...(additionalEntryPoints ?? [])],
    entryNames: '[dir]/[name]',
    external: [...(own?.external ?? []), ...(external ?? [])],
    ...(!thirdParty && { packages: 'external' }),
  };
}

function targetOptions(root: string, project: string, tag: string): TargetOptions {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
  type Defaults = readonly { readonly filter?: { readonly projects: readonly string[] }; readonly options?: object }[];
  const { targetDefaults } = read('nx.json') as { targetDefaults: { build: Defaults } };
  const file = join(project, 'project.json');
  const own = (existsSync(join(root, file)) ? read(file) : {}) as { targets?: { build?: { options?: object } } };
  const applying = targetDefaults.build.filter(({ filter }) => filter === undefined || matches(filter.projects, tag));
  const merged: object = Object.assign({}, ...applying.map(({ options }) => options), own.targets?.build?.options);
  return JSON.parse(JSON.stringify(merged).replaceAll('{projectRoot}', project)) as TargetOptions;
}

/** Of Nx's patterns, those that nx.json uses: a tag, and every tag but one. */
const matches = (patterns: readonly string[], tag: string): boolean =>
  patterns.some((pattern) => (pattern.startsWith('!') ? pattern !== `!tag:${tag}` : pattern === `tag:${tag}`));
