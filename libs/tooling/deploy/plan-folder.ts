import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `plan.json` says. */
export interface Plan {
  readonly stack: string;
  readonly stage: string;
  /** That was planned; it ends in `-dirty` where files were not as in the commit. */
  readonly commit: string;
  readonly hasChanges: boolean;
}

/** The plan itself, which Terraform alone can read. */
export const planFile = 'plan.tfplan';

/** The folder of a plan: all that Terraform needs to apply it, the plan as text, and `plan.json`. */
export const planFolder = (stage: string, stack: string): string => join('dist/plans', stage, stack);

/** @returns Undefined where the stack has no plan that was not applied. */
export function readPlan(stage: string, stack: string): Plan | undefined {
  const file = join(planFolder(stage, stack), 'plan.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
