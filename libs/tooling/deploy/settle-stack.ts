import { DeployError } from './deploy-error.ts';
import { type DeployedRecord, type DeployedRecords, isSameRecord, succeed } from './deployed-records.ts';
import { InterruptedError } from './interruption.ts';
import { warnOfLostSecrets } from './lost-secrets.ts';
import { NothingAppliedError } from './run-terraform.ts';
import type { PlanFolder } from './saved-plans.ts';
import type { Plan, Terraform } from './terraform.ts';

/** A stack that was built. */
export interface BuiltStack {
  readonly name: string;
  readonly digest: string;
  /** The reason to look at it. */
  readonly why: string;
  /** What is deployed, as far as it is recorded. */
  readonly record?: DeployedRecord | undefined;
  /** One that was made and reviewed before. */
  readonly plan?: Plan | undefined;
  readonly terraform: Terraform;
}

/** What is to be done with a stack. */
export interface Settling {
  readonly commit: string;
  readonly stage: string;
  readonly stateBucket: string;
  readonly isPlanOnly?: boolean | undefined;
  /** Plans also what is identical to what is deployed. */
  readonly includesIdentical?: boolean | undefined;
  /** Applies without asking. */
  readonly isConfirmed: boolean;
  /** Keeps the plans. */
  readonly planFolder?: PlanFolder | undefined;
}

export interface SettlingTools {
  readonly say: (line: string) => void;
  readonly confirm: (question: string) => Promise<boolean>;
  readonly records: DeployedRecords;
  /** ISO 8601. */
  readonly now: () => string;
}

export type Outcome =
  'skipped' | 'would change' | 'unchanged' | 'declined' | 'applied' | 'failed' | 'stopped' | 'not reached';

/** A row of the table at the end. */
export interface Row {
  readonly stack: string;
  readonly outcome: Outcome;
  readonly why: string;
}

/** A commit, as people name it. */
export const short = (commit: string): string => commit.slice(0, 7);

/** Brings one stack to what was built, or finds out what that would do. */
export async function settleStack(stack: BuiltStack, how: Settling, tools: SettlingTools): Promise<Row> {
  const { name, record, digest } = stack;
  const row = (outcome: Outcome, why: string): Row => ({ stack: name, outcome, why });
  if (record?.digest === digest && record.unfinished === undefined && !how.includesIdentical)
    return row('skipped', `identical to what is deployed, ${short(record.commit)}`);

  tools.say(`\n=== ${name}, stage ${how.stage}: ${stack.why}\n`);
  if (stack.plan?.hasChanges !== false) await stack.terraform.init(stack.plan);
  const plan = stack.plan ?? (await stack.terraform.plan());
  if (stack.plan?.hasChanges === true) await stack.terraform.show(plan);
  const lost = plan.hasChanges ? stack.terraform.deletedSecrets(plan) : [];
  if (lost.length > 0) tools.say(warnOfLostSecrets(how.stage, lost));
  if (how.isPlanOnly) {
    const { terraform, why } = stack;
    if (how.planFolder !== undefined) {
      const shown = { text: terraform.describe(plan), locks: terraform.readLocks() };
      how.planFolder.add({ stack: name, digest, why, record, plan, ...shown });
    }
    return row(plan.hasChanges ? 'would change' : 'unchanged', stack.why);
  }
  if (!plan.hasChanges) {
    await refuseOtherRecord(stack, tools);
    await recordDeployment(stack, how, tools);
    return row('unchanged', `Terraform finds nothing to do (${stack.why})`);
  }
  if (!how.isConfirmed && !(await tools.confirm(`\nApply this plan of ${name} to ${how.stage}? Only "yes" does: `)))
    return row('declined', 'not confirmed');
  await apply(stack, plan, how, tools);
  return row('applied', stack.why);
}

async function apply(stack: BuiltStack, plan: Plan, how: Settling, tools: SettlingTools): Promise<void> {
  const { commit } = how;
  const { name, record, digest, terraform } = stack;
  await refuseOtherRecord(stack, tools);
  const begun = record && { ...record, unfinished: { commit, digest, startedAt: tools.now() } };
  // Half of it may be applied when it fails: what is recorded as deployed is then no longer what is there.
  if (begun !== undefined) await tools.records.write(name, begun);
  try {
    await terraform.apply(plan);
  } catch (error) {
    if (error instanceof NothingAppliedError || error instanceof InterruptedError) await takeBack(stack, begun, tools);
    else if (error instanceof Error)
      error.message += '; it may be applied in part, and the next deploy looks at it again';
    throw error;
  }
  await recordDeployment(stack, how, tools);
}

/** Records again what was there before an apply that changed nothing, unless another deploy has written since. */
async function takeBack(
  { name, record }: BuiltStack,
  begun: DeployedRecord | undefined,
  { records }: SettlingTools,
): Promise<void> {
  const now = (await records.read([name])).get(name);
  if (record !== undefined && isSameRecord(now, begun)) await records.write(name, record);
}

/** A build and a question take minutes, in which another person may deploy: their record is not to be replaced. */
async function refuseOtherRecord({ name, record }: BuiltStack, { records }: SettlingTools): Promise<void> {
  const now = (await records.read([name])).get(name);
  if (isSameRecord(now, record)) return;
  const other = now?.unfinished ?? now;
  const what = `${now?.unfinished ? 'begun' : 'finished'} meanwhile${other ? ` (${short(other.commit)})` : ''}`;
  throw new DeployError(
    `another deploy has ${what}; nothing of ${name} was applied here. Look at what it did, and try again`,
  );
}

async function recordDeployment(
  { name, digest, record }: BuiltStack,
  { commit, stateBucket }: Settling,
  { records, now }: SettlingTools,
): Promise<void> {
  try {
    await records.write(name, succeed(record, { commit, digest, deployedAt: now(), stateBucket }));
  } catch (error) {
    if (error instanceof Error) error.message = `it is deployed, but not recorded: ${error.message}`;
    throw error;
  }
}
