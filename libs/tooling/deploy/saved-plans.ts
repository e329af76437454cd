/**
 * Plans in a folder: what a reviewer has seen is what is applied, and nothing else.
 *
 * A plan may hold values of the state in clear text, so the folder is kept like the state itself.
 *
 * @see https://developer.hashicorp.com/terraform/tutorials/automation/automate-terraform
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DeployError } from './deploy-error.ts';
import type { DeployedRecord } from './deployed-records.ts';
import { hashOf, type Plan } from './terraform.ts';

const listName = 'plans.json';

/**
 * What all plans of a folder are for. Not the commit: each plan is of what a stack consists of, which most commits leave
 * as it is.
 */
export interface PlanOrigin {
  readonly stage: string;
  readonly stateBucket: string;
}

/** A stack that was planned. */
interface PlannedStack {
  readonly stack: string;
  readonly digest: string;
  readonly why: string;
  /** What was deployed when the plan was made, as far as it is recorded. */
  readonly record?: DeployedRecord | undefined;
}

/** A stack with its plan, to be applied. */
export interface SavedPlan extends PlannedStack {
  readonly plan: Plan;
}

/** A stack with its plan, to be saved. */
export interface PlanToSave extends SavedPlan {
  /** What the plan says. */
  readonly text: string;
  /** The list of providers that it was made with; empty without any. */
  readonly locks: string;
}

export interface PlanFolder {
  add(planned: PlanToSave): void;
  /** Without it the folder is no set of plans: the planning did not come to its end. */
  close(): void;
}

/** What `plans.json` says. */
interface PlanList extends PlanOrigin {
  readonly stacks: readonly (PlannedStack & Pick<Plan, 'hash' | 'hasChanges'>)[];
}

/** Terraform refuses a plan beside another list of providers than that of the plan, so it is kept, too. */
const locksOf = (folder: string, stack: string): string => join(folder, `${stack}.lock.hcl`);

/** @param folder - Made if it is not there. */
export function createPlanFolder(folder: string, origin: PlanOrigin): PlanFolder {
  mkdirSync(folder, { recursive: true });
  // Written at the end: without it the folder is no set of plans.
  rmSync(join(folder, listName), { force: true });
  const stacks: PlanList['stacks'][number][] = [];
  return {
    add({ stack, digest, why, record, plan: { file, hash, hasChanges }, text, locks }) {
      copyFileSync(file, join(folder, `${stack}.tfplan`));
      rmSync(locksOf(folder, stack), { force: true });
      if (locks !== '') writeFileSync(locksOf(folder, stack), locks);
      writeFileSync(join(folder, `${stack}.txt`), text);
      stacks.push({ stack, digest, why, record, hash, hasChanges });
    },
    close() {
      writeFileSync(join(folder, listName), `${JSON.stringify({ ...origin, stacks }, undefined, 2)}\n`);
    },
  };
}

/**
 * @param here - What the plans must be for.
 * @param wanted - Stacks; the plans of others are left out.
 * @returns The plans, each with its list of providers.
 * @throws {DeployError} They are of something else, or incomplete.
 */
export function readPlanFolder(folder: string, here: PlanOrigin, wanted: readonly string[]): SavedPlan[] {
  const list = join(folder, listName);
  if (!existsSync(list)) throw new DeployError(`${list} is not there: ${folder} holds no complete set of plans.`);
  const { stacks, ...origin }: PlanList = JSON.parse(readFileSync(list, 'utf8'));
  const named = { stage: 'stage', stateBucket: 'state bucket' } as const;
  for (const field of ['stage', 'stateBucket'] as const) {
    if (origin[field] !== here[field])
      throw new DeployError(
        `The plans in ${folder} are for ${named[field]} ${origin[field]}, this is ${here[field]}. Plan again.`,
      );
  }
  const chosen = stacks.filter(({ stack }) => wanted.includes(stack));
  return chosen.map(({ stack, digest, why, record, hash, hasChanges }) => {
    const file = join(folder, `${stack}.tfplan`);
    if (!existsSync(file) || hashOf(file) !== hash)
      throw new DeployError(`${file} is missing or not the plan that was saved. Plan again.`);
    const locks = existsSync(locksOf(folder, stack)) ? locksOf(folder, stack) : undefined;
    return { stack, digest, why, record, plan: { file, hash, hasChanges, locks } };
  });
}
