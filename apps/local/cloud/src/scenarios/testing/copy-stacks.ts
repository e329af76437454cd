import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

import { findStacks, synthFolderOf, localStage } from '../../cloud/read-definition';

/** Synthesized stacks for one spec. */
export interface StackCopy {
  readonly folder: string;
  remove(): void;
}

/**
 * Copies the stacks of the local stage, with their packages, as if a person had changed them by hand.
 *
 * @param change - Of the resources of one stack, by type and name.
 */
export function copyStacks(change: (resources: Record<string, Record<string, object>>) => void): StackCopy {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-stacks-'));
  for (const file of findStacks(localStage)) {
    const stack = JSON.parse(readFileSync(file, 'utf8')) as { resource: Record<string, Record<string, object>> };
    change(stack.resource);
    const copy = join(folder, relative(synthFolderOf(localStage), file));
    mkdirSync(dirname(copy), { recursive: true });
    symlinkSync(resolve(dirname(file), 'assets'), join(dirname(copy), 'assets'));
    writeFileSync(copy, JSON.stringify(stack));
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
