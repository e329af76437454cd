import { join } from 'node:path';

import { bundle } from './bundle';
import { type Mutant, chosenId } from './install-edits';

/**
 * Bundles the simulation once with all mutations. Evaluating the bundle chooses one of them, or none: a build and a
 * process for each would cost more than its worlds.
 *
 * @param root - Folder of the repository, where the bundle finds its packages.
 * @returns The path of a module: a function that takes a mutation's id and gives the exports of `search.ts` under it.
 * @throws {EditDoesNotFitError} An edit leads to no part of its file, or to more than one.
 * @throws {EditHasNoPlaceError} A file with an edit is no part of the simulation.
 */
export async function buildMutants(mutants: readonly Mutant[], root: string): Promise<string> {
  const outfile = join(root, 'dist/mutants/all.js');
  const entryPoints = [join(root, 'libs/testing/simulation/src/mutations/search.ts')];
  const banner = { js: `module.exports = (${chosenId}) => { const module = {};` };
  const footer = { js: 'return module.exports; };' };
  await bundle({ entryPoints, outfile, banner, footer }, mutants, root);
  return outfile;
}
