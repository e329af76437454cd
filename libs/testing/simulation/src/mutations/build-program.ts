import { join } from 'node:path';

import { bundle } from './bundle';
import { type Mutant, chosenId } from './install-edits';

/**
 * Bundles a program of the simulation, as its build target does: worker threads need one on disk, beside the packages.
 *
 * @param program - Entry and folder of the result are from the root of the repository; `id` becomes the file's name.
 * @throws {EditDoesNotFitError} An edit leads to no part of its file, or to more than one.
 * @throws {EditHasNoPlaceError} The file was not read for the bundle.
 */
export async function buildProgram({
  id,
  entry,
  folder,
  edits,
  root,
}: Mutant & { readonly entry: string; readonly folder: string; readonly root: string }): Promise<string> {
  const outfile = join(root, folder, `${id}.js`);
  const define = { [chosenId]: JSON.stringify(id) };
  await bundle({ entryPoints: [join(root, entry)], outfile, define }, [{ id, edits }], root);
  return outfile;
}
