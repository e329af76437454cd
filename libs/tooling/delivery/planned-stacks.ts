/**
 * Prints the stacks of a folder of plans that have something to apply or to record, as JSON:
 * `node libs/tooling/delivery/planned-stacks.ts FOLDER`. A workflow makes a job of each.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { DeployedRecord } from '../deploy/deployed-records.ts';

/** A stack of `plans.json`, as far as it is read here. */
interface PlannedStack {
  readonly stack: string;
  /** Of what was planned. */
  readonly digest: string;
  readonly hasChanges: boolean;
  /** What was deployed when the plan was made, as far as it is recorded. */
  readonly record?: Pick<DeployedRecord, 'digest' | 'unfinished'>;
}

interface PlanList {
  readonly stacks: readonly PlannedStack[];
}

/**
 * A process that is killed after its apply leaves the stack changed and the record unfinished. Terraform finds nothing to
 * do then, and only another apply of the stack ends the record.
 */
const isRecorded = ({ digest, record }: PlannedStack): boolean =>
  record?.digest === digest && record.unfinished === undefined;

/** @returns The stacks, in the order of their deployment; none where the planning did not come to its end. */
export function plannedStacks(folder: string): string[] {
  const list = join(folder, 'plans.json');
  if (!existsSync(list)) return [];
  const { stacks }: PlanList = JSON.parse(readFileSync(list, 'utf8'));
  return stacks.filter((planned) => planned.hasChanges || !isRecorded(planned)).map(({ stack }) => stack);
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(plannedStacks(process.argv[2] ?? ''))}\n`);
