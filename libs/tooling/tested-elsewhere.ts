/** Projects that need no specs of their own, by who runs theirs. Any other without a spec has lost them. */
import { layerOf } from './project-layers.ts';

const byFolder = new Map([['libs/local/usage-schema', 'catalogue-checks']]);

/**
 * @param folder - A project's, from the root of the repository.
 * @returns Who tests it besides itself; undefined: it needs specs.
 */
export const testedBy = (folder: string): string | undefined =>
  // All of them, with their fixtures, as the folder lists them.
  layerOf(folder).type === 'contract' ? 'contract-specs' : byFolder.get(folder);
