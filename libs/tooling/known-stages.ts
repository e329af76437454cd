import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reads the names of the stages from their declaration, without their settings: Nx makes a configuration of each, even
 * while a settings file is half written.
 *
 * @param root - The repository's.
 */
export function knownStages(root: string): string[] {
  const text = readFileSync(join(root, 'infra/stages/src/known-stages.ts'), 'utf8');
  const [, entries = ''] = /knownStages = \{([^}]*)\}/.exec(text) ?? [];
  return [...entries.matchAll(/([\w-]+)'?\s*(?::\s*\w+\s*)?(?:,|$)/g)].map(([, name = '']) => name);
}

/** How to add a missing stage: a file alone is not enough. */
export const furtherStageAdvice =
  'a further stage is a file in infra/stages/src, and its name in known-stages.ts there.';
