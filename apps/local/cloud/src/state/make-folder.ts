import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Creates a folder with those that it lies in, unless it is there.
 *
 * Node's own recursive mkdir never ends below /proc, where a folder is there and takes no other.
 *
 * @param mode - Of the folders that are created.
 * @throws {Error} It can't be created, or it is there and no folder; the message says which.
 */
export function makeFolder(folder: string, mode = 0o777): void {
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return;
    if (code === 'EEXIST') throw new Error(`${folder} is no folder`, { cause: error });
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder), mode);
    mkdirSync(folder, { mode });
  }
}
