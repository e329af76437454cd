import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { build } from 'esbuild';

import { type Edit, type Mutation } from './mutation';

/** An edit does not fit the code any more: one of the two must be adapted. */
export class EditDoesNotFitError extends Error {
  override readonly name = 'EditDoesNotFitError';

  constructor(id: string, { file, find }: Edit, count: number) {
    super(`${id}: the text occurs ${count} times in ${file} instead of once. Adapt the edit to the code:\n${find}`);
  }
}

/**
 * Bundles the simulation with production code in which one rule is dropped; the code on disk stays as it is.
 *
 * @param root - Folder of the repository, where the mutant finds its packages.
 * @returns The path of a program that looks for the mutant's violations.
 * @throws {EditDoesNotFitError} Not retryable.
 */
export async function buildMutant(mutation: Pick<Mutation, 'id' | 'edits'>, root: string): Promise<string> {
  const { id, edits } = mutation;
  const outfile = join(root, 'dist/mutants', `${id}.js`);
  await mkdir(join(root, 'dist/mutants'), { recursive: true });
  await build({
    entryPoints: [join(root, 'libs/simulation/src/mutations/search.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    packages: 'external',
    tsconfig: join(root, 'tsconfig.base.json'),
    logLevel: 'silent',
    plugins: [
      {
        name: 'mutation',
        setup: ({ onLoad }) => {
          for (const file of new Set(edits.map((edit) => edit.file))) {
            const path = join(root, file);
            const filter = new RegExp(`${file.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}$`);
            onLoad({ filter }, async () => ({
              contents: edits.filter((edit) => edit.file === file).reduce(editIn(id), await readFile(path, 'utf8')),
              loader: 'ts',
            }));
          }
        },
      },
    ],
  }).catch((error: { errors?: { detail?: unknown }[] }) => {
    // esbuild wraps what a plugin throws.
    const cause = error.errors?.find(({ detail }) => detail instanceof EditDoesNotFitError)?.detail;
    throw cause ?? error;
  });
  return outfile;
}

const editIn =
  (id: string) =>
  (contents: string, edit: Edit): string => {
    const parts = contents.split(edit.find);
    if (parts.length !== 2) throw new EditDoesNotFitError(id, edit, parts.length - 1);
    return parts.join(edit.replace);
  };
