import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type Plugin } from 'esbuild';

import { bundle } from './bundle';
import { editIn } from './edit-in';
import { EditHasNoPlaceError } from './errors';
import { type Edit } from './mutation';

/**
 * Bundles a program of the simulation, as its build target does: worker threads need one on disk, beside the packages.
 *
 * @param program - Entry and folder of the result are from the root of the repository; `id` becomes the file's name.
 * @param edits - Changes of production code that the bundle gets and the files do not.
 * @throws {EditDoesNotFitError} The text to replace is not there, or more than once.
 * @throws {EditHasNoPlaceError} The file was not read for the bundle.
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
  await bundle({ entryPoints: [join(root, entry)], outfile, plugins }, root);
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
