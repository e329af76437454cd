import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { type BuildOptions, type Plugin, build } from 'esbuild';

import { EditDoesNotFitError, EditHasNoPlaceError } from './errors';
import { type Mutant, installEdits } from './install-edits';

/**
 * Bundles code of the simulation as its build target does, with the edits of mutations; the code on disk stays as it is.
 *
 * @param options - What differs. They say what {@link chosenId} is.
 * @param root - Folder of the repository.
 * @throws {EditDoesNotFitError} An edit leads to no part of its file, or to more than one.
 * @throws {EditHasNoPlaceError} A file with an edit is no part of the bundle.
 */
export async function bundle(options: BuildOptions, mutants: readonly Mutant[], root: string): Promise<void> {
  const missing = new Set(mutants.flatMap(({ edits }) => edits.map(({ file }) => file)));
  await build({
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    packages: 'external',
    tsconfig: join(root, 'tsconfig.base.json'),
    logLevel: 'silent',
    plugins: missing.size > 0 ? [installing(mutants, root, missing)] : [],
    ...options,
  }).catch((error: { errors?: { detail?: unknown }[] }) => {
    // esbuild wraps what a plugin throws.
    const cause = error.errors?.find(({ detail }) => detail instanceof EditDoesNotFitError)?.detail;
    throw cause ?? error;
  });
  for (const { id, edits } of mutants) {
    const misplaced = edits.find(({ file }) => missing.has(file));
    if (misplaced) throw new EditHasNoPlaceError(id, misplaced);
  }
}

/** @param missing - Files with edits; each is taken out when it is read. */
const installing = (mutants: readonly Mutant[], root: string, missing: Set<string>): Plugin => ({
  name: 'mutations',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const file = relative(root, path);
      if (!missing.delete(file)) return undefined;
      return { contents: installEdits(file, await readFile(path, 'utf8'), mutants), loader: 'ts' };
    }),
});
