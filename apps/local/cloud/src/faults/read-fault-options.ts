import { readFaultPlan } from '@pulso/local/fault-plans';
import { parseWholeNumber, UsageError } from '@pulso/operator/command-line';

import { type PlannedFaults } from './inject-faults';

/** The lines about faults in the help of a command. */
export const faultUsage = `  --faults FILE|SPEC  let things go wrong: none, default, hell, or rules like
                      duplicate:run-events@0.2,kill:query-worker@0.1x3,slow:telegram.sendMessage=2s
                      (kind:target[=duration][@probability][xlimit]); FILE holds the same or JSON
  --faults-seed N     which of them are struck (default 1)`;

/** Said before a day that is played with faults. */
export const faultsTakeTimeLine = 'Faults take real time: a minute or two with default, several with hell.';

/** Node's parseArgs options of every command that injects faults. */
export const faultArguments = { faults: { type: 'string' }, 'faults-seed': { type: 'string' } } as const;

const largestSeed = 2 ** 32 - 1;

/**
 * Reads `--faults` and `--faults-seed`.
 *
 * @param folder - To which a relative FILE is relative.
 * @returns undefined when no faults were asked for.
 * @throws {UsageError} The plan, the file or the seed is not usable.
 */
export function readFaultOptions(
  values: { readonly faults?: string | undefined; readonly 'faults-seed'?: string | undefined },
  folder: string,
): PlannedFaults | undefined {
  const { faults, 'faults-seed': seedText } = values;
  if (faults === undefined) {
    if (seedText === undefined) return undefined;
    throw new UsageError('--faults-seed means nothing without --faults.');
  }
  return {
    seed: seedText === undefined ? 1 : parseWholeNumber('--faults-seed', seedText, 0, largestSeed),
    plan: readFaultPlan(faults, 'local-cloud', folder),
  };
}
