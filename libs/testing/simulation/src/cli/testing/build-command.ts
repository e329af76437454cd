import { join } from 'node:path';

import { build } from 'esbuild';

const root = join(__dirname, '../../../../../..');

/** Bundles the command as its build target does: worker threads need it on disk, beside the packages. @returns Its path. */
export async function buildCommand(id: string): Promise<string> {
  const outfile = join(root, 'dist/simulate-specs', `${id}.js`);
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
  });
  return outfile;
}
