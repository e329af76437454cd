import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The content of `plan.json`. */
export interface Plan {
  readonly stack: string;
  readonly stage: string;
  /** The planned commit; it ends in `-dirty` if files differed from it. */
  readonly commit: string;
  readonly hasChanges: boolean;
}

/** The plan itself, which only Terraform can read. */
export const planFile = 'plan.tfplan';

/** The folder of a plan: all that Terraform needs to apply it, the plan as text, and `plan.json`. */
export const planFolder = (stage: string, stack: string): string => join('dist/plans', stage, stack);

/** @returns Undefined if the stack has no plan left to apply. */
export function readPlan(stage: string, stack: string): Plan | undefined {
  const file = join(planFolder(stage, stack), 'plan.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
