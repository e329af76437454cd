import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

import { type BuildFailure, type BuildOptions, type Message, context } from 'esbuild';

import { LocalCloudError } from '../errors';

/** What an attempt to build has come to. `file:line:column: text` for each error, from the repository's root. */
export type BuildOutcome =
  | { readonly kind: 'built'; readonly files: ReadonlyMap<string, Uint8Array> }
  | { readonly kind: 'broken'; readonly errors: readonly string[] };

/** Something that is built from sources again and again. */
export interface Bundle {
  /** Whether a change of these files, named from the repository's root, may lead to another outcome. */
  dependsOn(paths: ReadonlySet<string>): boolean;
  rebuild(): Promise<BuildOutcome>;
  /** Ends a build under way, as a broken one. */
  close(): Promise<void>;
}

/**
 * For a program that is only compared with an earlier one: without comments, which declare nothing. Its names stay, since
 * esbuild chooses short ones by the letters of all files that it reads, also of those that the program does not have.
 */
export const comparedProgram: BuildOptions = { minifyWhitespace: true, minifySyntax: true, sourcemap: false };

/** Gets ready to build; what esbuild knows of unchanged files is kept from one build to the next. */
export async function createBundle(options: BuildOptions): Promise<Bundle> {
  const builder = await context({ ...options, metafile: true, write: false, logLevel: 'silent' });
  // What it was made of; undefined where the last build has failed, and before the first.
  let inputs: ReadonlySet<string> | undefined;

  return {
    // A build that has failed may lack a file that is there by now.
    dependsOn: (paths) => inputs === undefined || [...paths].some((path) => inputs?.has(path)),
    rebuild: async () => {
      try {
        const { metafile, outputFiles } = await builder.rebuild();
        inputs = new Set(Object.keys(metafile?.inputs ?? {}));
        return {
          kind: 'built',
          files: new Map((outputFiles ?? []).map(({ path, contents }) => [basename(path), contents])),
        };
      } catch (error) {
        if (!isBuildFailure(error)) throw error;
        inputs = undefined;
        return { kind: 'broken', errors: error.errors.map(describeMessage) };
      }
    },
    close: async () => {
      await builder.cancel();
      await builder.dispose();
    },
  };
}

const isBuildFailure = (error: unknown): error is BuildFailure => Array.isArray((error as BuildFailure).errors);

/** Lines count from 1, columns too; esbuild counts columns from 0. */
const describeMessage = ({ location, text }: Message): string =>
  location === null ? text : `${location.file}:${location.line}:${location.column + 1}: ${text}`;

/** What the target `build` says for a project, after `@nx/esbuild:esbuild`. */
interface TargetOptions {
  readonly main: string;
  readonly outputPath: string;
  readonly tsConfig: string;
  readonly format: readonly [BuildOptions['format'] & string];
  readonly additionalEntryPoints?: readonly string[];
  readonly external?: readonly string[];
  readonly esbuildConfig?: string;
  readonly esbuildOptions?: BuildOptions;
  readonly [passedOn: string]: unknown;
}

/** What the executor takes where the target says nothing. */
const executorDefaults = { platform: 'node', bundle: true };

/** Options of the executor that say nothing about the bundle: types are checked elsewhere, assets are no code. */
const besideTheBundle = ['skipTypeCheck', 'assets'];

/** Options that the executor hands to esbuild as they are. */
const passedOn = ['platform', 'target', 'bundle', 'minify', 'sourcemap'];

const translated = [
  ...['main', 'outputPath', 'tsConfig', 'format', 'thirdParty', 'additionalEntryPoints', 'external'],
  ...['esbuildConfig', 'esbuildOptions'],
];

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
  const options = targetOptions(root, project, tag);
  const unknown = Object.keys(options).find((name) => ![...besideTheBundle, ...passedOn, ...translated].includes(name));
  if (unknown !== undefined) {
    throw new LocalCloudError(`The build of ${project} has the option "${unknown}", which --watch does not know.`);
  }
  const { main, additionalEntryPoints = [], outputPath, format, tsConfig } = options;
  const own = options.esbuildConfig === undefined ? options.esbuildOptions : load(root, options.esbuildConfig);
  return {
    ...own,
    ...Object.fromEntries(passedOn.flatMap((name) => (name in options ? [[name, options[name]]] : []))),
    absWorkingDir: root,
    entryPoints: [main, ...additionalEntryPoints],
    entryNames: '[dir]/[name]',
    outdir: outputPath,
    format: format[0],
    tsconfig: join(root, tsConfig),
    external: [...(own?.external ?? []), ...(options.external ?? [])],
    ...(options['thirdParty'] === true ? {} : { packages: 'external' }),
  };
}

type Defaults = readonly { readonly filter?: { readonly projects: readonly string[] }; readonly options?: object }[];

function targetOptions(root: string, project: string, tag: string): TargetOptions {
  const { targetDefaults } = readJson(root, 'nx.json') as { targetDefaults: { build: Defaults } };
  const file = join(project, 'project.json');
  const { targets = {} } = existsSync(join(root, file))
    ? (readJson(root, file) as { targets?: { build?: { options?: object } } })
    : {};
  const applying = targetDefaults.build.filter(({ filter }) => filter === undefined || matches(filter.projects, tag));
  const merged = Object.assign(
    {},
    executorDefaults,
    ...applying.map(({ options }) => options),
    targets.build?.options,
  ) as object;
  return JSON.parse(JSON.stringify(merged).replaceAll('{projectRoot}', project)) as TargetOptions;
}

/** Of Nx's patterns, those that nx.json uses: a tag, and every tag but one. */
const matches = (patterns: readonly string[], tag: string): boolean =>
  patterns.some((pattern) => (pattern.startsWith('!') ? pattern !== `!tag:${tag}` : pattern === `tag:${tag}`));

const readJson = (root: string, file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));

const load = (root: string, file: string): BuildOptions =>
  createRequire(join(root, 'package.json'))(join(root, file)) as BuildOptions;
