import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { buildSync } from 'esbuild';

const root = join(__dirname, '../../../..');

/**
 * Lists the files of the repository that esbuild puts into a bundle. Packages are the lockfile's business.
 *
 * @param folder - With the entry, `handler.ts` or `main.ts`: `apps/bot/src`.
 * @returns Paths from the root of the repository.
 */
export function bundledFiles(folder: string): string[] {
  const entries = ['handler.ts', 'main.ts'].map((name) => join(folder, name));
  const entry = entries.find((path) => existsSync(join(root, path)));
  if (entry === undefined) throw new Error(`${folder} has no entry.`);
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'out',
    platform: 'node',
    packages: 'external',
    loader: { '.wasm': 'file' },
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs).filter((path) => !path.includes('node_modules/'));
}
