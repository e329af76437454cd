import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { build } from 'esbuild';

const root = join(__dirname, '../../../../../..');

/** A change of production code that the bundle gets and the file does not. */
export interface BundledEdit {
  /** From the root of the repository. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/**
 * Bundles the command as its build target does: worker threads need a program on disk, beside the packages.
 *
 * @returns The program's path.
 * @throws {Error} The text that the edit replaces is not in the file.
 */
export async function buildProgram(name: string, edit?: BundledEdit): Promise<string> {
  const outfile = join(root, 'dist/simulate-specs', `${name}.js`);
  await build({
    entryPoints: [join(root, 'libs/testing/simulation/src/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    packages: 'external',
    tsconfig: join(root, 'tsconfig.base.json'),
    logLevel: 'silent',
    plugins: edit
      ? [{ name: 'edit', setup: ({ onLoad }) => onLoad({ filter: /\.ts$/ }, ({ path }) => load(path, edit)) }]
      : [],
  });
  return outfile;
}

async function load(path: string, { file, find, replace }: BundledEdit) {
  if (path !== join(root, file)) return undefined;
  const text = await readFile(path, 'utf8');
  if (!text.includes(find)) throw new Error(`${file} does not contain ${find}`);
  return { contents: text.replace(find, () => replace), loader: 'ts' as const };
}
