import { type FaultPlan, readFaultPlan } from '@pulso/local/fault-plans';
import { UsageError } from '@pulso/operator/command-line';

/** A plan, and how it was asked for. */
export interface NamedFaults {
  /** As on the command line: a preset, a file or a SPEC. */
  readonly name: string;
  readonly plan: FaultPlan;
}

/**
 * Reads `--faults`.
 *
 * @param folder - To which a relative file is relative.
 * @throws {UsageError} Neither a preset nor a file nor a plan, or a plan that the simulation can't carry out.
 */
export function readFaults(name: string, folder: string): NamedFaults {
  const plan = readFaultPlan(name, 'simulation', folder);
  const limited = plan.rules.find(({ limit }) => limit !== undefined);
  if (limited) {
    throw new UsageError(
      `--faults: the simulation counts no strikes; leave x${limited.limit} out of ${limited.kind}:${limited.target} and lower its probability.`,
    );
  }
  return { name, plan };
}
