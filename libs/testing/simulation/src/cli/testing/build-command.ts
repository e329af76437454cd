import { join } from 'node:path';

import { buildProgram } from '../../mutations/build-program';
import { type Edit } from '../../mutations/mutation';

const root = join(__dirname, '../../../../../..');

/**
 * Bundles the command.
 *
 * @param edits - Changes of production code that the bundle gets and the files do not.
 * @returns The program's path.
 */
export const buildCommand = (id: string, ...edits: readonly Edit[]): Promise<string> =>
  buildProgram({ id, entry: 'libs/testing/simulation/src/main.ts', folder: 'dist/simulate-specs', edits, root });
