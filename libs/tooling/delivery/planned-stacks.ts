/**
 * Prints the stacks of a folder of plans that would change, as JSON: `node libs/tooling/delivery/planned-stacks.ts FOLDER`.
 * A workflow makes a job of each.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `--save-plans` writes, as far as it is read here. */
interface PlanList {
  readonly stacks: readonly { readonly stack: string; readonly hasChanges: boolean }[];
}

/** @returns The stacks, in the order of their deployment; none where the planning did not come to its end. */
export function plannedStacks(folder: string): string[] {
  const list = join(folder, 'plans.json');
  if (!existsSync(list)) return [];
  const { stacks }: PlanList = JSON.parse(readFileSync(list, 'utf8'));
  return stacks.filter(({ hasChanges }) => hasChanges).map(({ stack }) => stack);
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(plannedStacks(process.argv[2] ?? ''))}\n`);
