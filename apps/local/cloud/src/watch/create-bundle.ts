import { basename } from 'node:path';

import { type BuildFailure, type BuildOptions, type Message, context } from 'esbuild';

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
