import { join } from 'node:path';

import { type BuildOptions, type BuildResult, build } from 'esbuild';

import { EditDoesNotFitError } from './errors';

/**
 * Bundles code of the simulation, as its build target does.
 *
 * @param options - What differs.
 * @param root - Folder of the repository.
 * @throws {EditDoesNotFitError} What a plugin has thrown.
 */
export const bundle = (options: BuildOptions, root: string): Promise<BuildResult> =>
  build({
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    packages: 'external',
    tsconfig: join(root, 'tsconfig.base.json'),
    logLevel: 'silent',
    ...options,
  }).catch((error: { errors?: { detail?: unknown }[] }) => {
    // esbuild wraps what a plugin throws.
    const cause = error.errors?.find(({ detail }) => detail instanceof EditDoesNotFitError)?.detail;
    throw cause ?? error;
  });
