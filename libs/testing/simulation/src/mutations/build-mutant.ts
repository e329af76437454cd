import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type Plugin, build } from 'esbuild';

import { type Edit, type Mutation } from './mutation';

/** An edit does not fit the code any more: one of the two must be adapted. Not retryable. */
export class EditDoesNotFitError extends Error {
  override readonly name = 'EditDoesNotFitError';

  constructor(id: string, { file, find }: Edit, count: number) {
    super(`${id}: the text occurs ${count} times in ${file} instead of once. Adapt the edit to the code:\n${find}`);
  }
}

/** An edit is for a file that is not there, or that the simulation does not run. Not retryable. */
export class EditHasNoPlaceError extends Error {
  override readonly name = 'EditHasNoPlaceError';

  constructor(id: string, { file, find }: Edit) {
    super(`${id}: ${file} is no part of the simulation. Name the file that has the text:\n${find}`);
  }
}

/**
 * Bundles the simulation with production code in which one rule is dropped; the code on disk stays as it is.
 *
 * @param root - Folder of the repository, where the mutant finds its packages.
 * @returns The path of a program that looks for the mutant's violations.
 * @throws {EditDoesNotFitError} The text to replace is not there, or more than once.
 * @throws {EditHasNoPlaceError} The file was not read for the bundle.
 */
export const buildMutant = ({ id, edits }: Pick<Mutation, 'edits' | 'id'>, root: string): Promise<string> =>
  buildProgram({ ...search, id, edits, root });

/** The same program with the code as it is. */
export const buildUnchanged = (root: string): Promise<string> =>
  buildProgram({ ...search, id: 'unchanged', edits: [], root });

const search = { entry: 'libs/testing/simulation/src/mutations/search.ts', folder: 'dist/mutants' };

/**
 * Bundles a program of the simulation, as its build target does: worker threads need one on disk, beside the packages.
 *
 * @param program - Entry and folder of the result are from the root of the repository; `id` becomes the file's name.
 */
export async function buildProgram({
  id,
  entry,
  folder,
  edits,
  root,
}: {
  id: string;
  entry: string;
  folder: string;
  edits: readonly Edit[];
  root: string;
}): Promise<string> {
  const outfile = join(root, folder, `${id}.js`);
  const missing = new Set(edits.map(({ file }) => file));
  const plugins = [...missing].map((file) => editing(file, id, edits, root, () => void missing.delete(file)));
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    packages: 'external',
    tsconfig: join(root, 'tsconfig.base.json'),
    logLevel: 'silent',
    plugins,
  }).catch((error: { errors?: { detail?: unknown }[] }) => {
    // esbuild wraps what a plugin throws.
    const cause = error.errors?.find(({ detail }) => detail instanceof EditDoesNotFitError)?.detail;
    throw cause ?? error;
  });
  const misplaced = edits.find(({ file }) => missing.has(file));
  if (misplaced) throw new EditHasNoPlaceError(id, misplaced);
  return outfile;
}

const editing = (file: string, id: string, edits: readonly Edit[], root: string, onEdited: () => void): Plugin => ({
  name: `mutation of ${file}`,
  setup: ({ onLoad }) => {
    const filter = new RegExp(`${file.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}$`);
    onLoad({ filter }, async () => {
      const contents = await readFile(join(root, file), 'utf8');
      onEdited();
      return { contents: edits.filter((edit) => edit.file === file).reduce(editIn(id), contents), loader: 'ts' };
    });
  },
});

const editIn =
  (id: string) =>
  (contents: string, edit: Edit): string => {
    const parts = contents.split(edit.find);
    if (parts.length !== 2) throw new EditDoesNotFitError(id, edit, parts.length - 1);
    return parts.join(edit.replace);
  };
