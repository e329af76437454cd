import { DeployError } from './deploy-error.ts';
import type { Interruption } from './interruption.ts';
import {
  type BuiltStack,
  type Outcome,
  type Row,
  type Settling,
  settleStack,
  type SettlingTools,
} from './settle-stack.ts';

/** What a deploy or a rollback uses of the machine. */
export interface StageTools extends SettlingTools {
  /** The repository's. */
  readonly root: string;
  readonly interruption: Interruption;
  /** @returns The stacks that one needs, see deploy-order.ts. */
  readonly neededBy: (stack: string) => readonly string[];
}

/** What became of the stacks. */
export interface DeployResult {
  /** In the order of deployment. */
  readonly rows: readonly Row[];
  /** The first one. */
  readonly failure?: unknown;
}

const isBroken = ({ outcome }: Row): boolean => outcome === 'failed' || outcome === 'not reached';

/** Settles stacks one after another. One that fails holds up those that can't be made without it, and no other. */
export async function settleInOrder(
  stacks: readonly BuiltStack[],
  how: Settling,
  tools: StageTools,
): Promise<DeployResult> {
  const rows: Row[] = [];
  let failure: unknown;
  for (const stack of stacks) {
    const row = (outcome: Outcome, why: string): void => void rows.push({ stack: stack.name, outcome, why });
    const obstacle = findObstacle(stack, rows, how, tools);
    if (obstacle !== undefined) {
      row('not reached', obstacle);
      continue;
    }
    try {
      tools.interruption.check();
      if (how.isPlanOnly !== true) await requireNeeded(stack, how, tools);
      rows.push(await settleStack(stack, how, tools));
    } catch (error) {
      failure ??= error;
      row(tools.interruption.signal === undefined ? 'failed' : 'stopped', String((error as Error).message));
    }
  }
  return { rows, failure };
}

/**
 * @returns Why a stack is left as it is. A plan changes nothing, so it waits for no other stack, and one that was made
 *   before has what it needs.
 */
function findObstacle(
  { name, record }: BuiltStack,
  rows: readonly Row[],
  { isPlanOnly }: Settling,
  { neededBy }: StageTools,
): string | undefined {
  if (rows.some(({ outcome }) => outcome === 'stopped')) return 'the deploy had stopped';
  if (isPlanOnly || record !== undefined) return undefined;
  const broken = rows.find((row) => isBroken(row) && neededBy(name).includes(row.stack));
  return broken && `it needs ${broken.stack}, which ${broken.outcome === 'failed' ? 'failed' : 'was not reached'}`;
}

/** @throws {DeployError} A stack would be made before one that it names. */
async function requireNeeded(
  { name, record }: BuiltStack,
  { stage }: Settling,
  { neededBy, records }: StageTools,
): Promise<void> {
  const needed = neededBy(name);
  if (record !== undefined || needed.length === 0) return;
  const deployed = await records.read(needed);
  const missing = needed.filter((stack) => !deployed.has(stack));
  if (missing.length > 0)
    throw new DeployError(`it needs ${missing.join(' and ')}, never deployed to ${stage} so far. Deploy that first`);
}
