import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Finds the file that `npx nx` runs, so that it can be run on the pinned Node without a shell. */
export function nxProgram(root: string): string {
  const folder = join(root, 'node_modules/nx');
  return join(folder, JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).bin.nx);
}
