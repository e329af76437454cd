import { createRequire } from 'node:module';
import { join } from 'node:path';

import type * as Esbuild from 'esbuild';

/** What the tools need of a stage's settings. */
export interface StageSettings {
  readonly region: string;
  readonly accountId?: string;
}

/**
 * Reads the settings of the stages from where they are declared. esbuild needs milliseconds for it.
 *
 * @param root - The repository's.
 * @returns By the names of the stages.
 */
export function stageSettings(root: string): Readonly<Record<string, StageSettings>> {
  // Loaded when it is needed: most commands ask for no stage.
  const { buildSync } = createRequire(import.meta.filename)('esbuild') as typeof Esbuild;
  const { outputFiles } = buildSync({
    entryPoints: [join(root, 'infra/stages/src/known-stages.ts')],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    logLevel: 'silent',
  });
  const declared = { exports: { knownStages: {} } };
  new Function('module', 'exports', outputFiles[0]!.text)(declared, declared.exports);
  return declared.exports.knownStages;
}

/** @returns The names of all stages. */
export const knownStages = (root: string): string[] => Object.keys(stageSettings(root));

/** How to get a stage that there is not: a file alone is not enough. */
export const furtherStageAdvice =
  'a further stage is a file in infra/stages/src, and its name in known-stages.ts there.';
