import { maxQueryCount } from '@pulso/domain/reports';
import { type FaultPlan, FaultPlanError, parseFaultPlan } from '@pulso/world/faults';
import { parseOptions, parseWholeNumber, UsageError, parseValue } from '@pulso/adapters/node-runtime';

import { type Length, lengths, lengthsMs, persistentFaults } from '../persistent/persistent-faults';
import { type WorldSettings } from './spread-seeds';

export interface SimulateOptions extends WorldSettings {
  readonly firstSeed: number;
  readonly seedCount: number;
  /** `--seed` was given: one world, with its own trace. */
  readonly isSingle: boolean;
  /** The faults and their length, as on the command line. */
  readonly faultsName: string;
  readonly lasting: Length | undefined;
  /** Print the whole trace, not only its end. */
  readonly wholeTrace: boolean;
}

export const simulateUsage = `Usage: npm run simulate -- [options]

Runs the services' own code in simulated worlds: a virtual clock, AWS and Telegram as they are when things break, one
world per seed. Checks after every event and at the end that each run ends in exactly one right report.

  --seeds N            how many worlds (default 2000)
  --first-seed S       seed of the first one (default 0)
  --queries K          questions per report, 1 to ${maxQueryCount} (default 10)
  --faults SPEC        what goes wrong: none, default, hell, or rules like
                       duplicate:run-events@0.2,kill:query-worker@0.1,slow:telegram.sendMessage=2s
                       (kind:target[=duration][@probability])
  --lasting 1h|1d|ever faults strike for so long, from a time on that the seed draws
  --persistent           each world has one fault, always and alone, for an hour, a day or ever: kinds, targets and
                       lengths in turn (${persistentFaults.length} of them)
  --seed S             run this world alone
  --trace              print its whole trace; without --seed that of the first world that breaks a promise
  --help               print this

Same seed, same options, same code: same trace, byte for byte.

Exit status: 0 every promise was kept, 1 one was broken or the simulation failed, 2 the command line is not
usable.`;

const simulateArguments = {
  seeds: { type: 'string' },
  'first-seed': { type: 'string' },
  seed: { type: 'string' },
  queries: { type: 'string' },
  faults: { type: 'string' },
  lasting: { type: 'string' },
  persistent: { type: 'boolean' },
  trace: { type: 'boolean' },
} as const;

const largestSeed = Number.MAX_SAFE_INTEGER;
const mostSeeds = 10_000_000;

/**
 * Reads the command line of `npm run simulate`.
 *
 * @param args - What follows the command's name.
 * @returns undefined when help was asked for.
 * @throws {UsageError} An option is unknown, lacks its value, has an unusable one or contradicts another.
 */
export function parseSimulateOptions(args: readonly string[]): SimulateOptions | undefined {
  const values = parseOptions(args, simulateArguments, 'npm run simulate');
  if (values.help) return undefined;
  const isSingle = values.seed !== undefined;
  const { persistent: isPersistent = false, trace: wholeTrace = false } = values;
  const given = (names: readonly (keyof typeof simulateArguments)[]) =>
    names.find((name) => values[name] !== undefined);
  const many = isSingle && given(['seeds', 'first-seed']);
  if (many) throw new UsageError(`--seed runs one world: leave out --${many}, or --seed.`);
  const chosen = isPersistent && given(['faults', 'lasting']);
  if (chosen) throw new UsageError(`--persistent chooses the faults: leave out --${chosen}, or --persistent.`);
  const number = (name: NumberName, from: number, to: number, otherwise: number): number =>
    values[name] === undefined ? otherwise : parseWholeNumber(`--${name}`, values[name], from, to);
  const seedCount = number('seeds', 1, mostSeeds, isSingle ? 1 : 2_000);
  const { faults: faultsName = 'default' } = values;
  const lasting = values.lasting === undefined ? undefined : parseLength(values.lasting);
  return {
    firstSeed: number(isSingle ? 'seed' : 'first-seed', 0, largestSeed - seedCount + 1, 0),
    seedCount,
    isSingle,
    queryCount: number('queries', 1, maxQueryCount, 10),
    // Each world's faults follow from its seed.
    ...(isPersistent
      ? { faultsName: 'one that stays', faults: { rules: [] } }
      : { faultsName, faults: readFaults(faultsName) }),
    lasting,
    lastingMs: lasting && lengthsMs[lasting],
    isPersistent,
    wholeTrace,
  };
}

type NumberName = 'first-seed' | 'queries' | 'seed' | 'seeds';

function readFaults(spec: string): FaultPlan {
  const plan = parseValue('--faults', FaultPlanError, () => parseFaultPlan(spec, 'simulation'));
  const limited = plan.rules.find(({ limit }) => limit !== undefined);
  if (!limited) return plan;
  throw new UsageError(
    `--faults: the simulation counts no strikes; leave x${limited.limit} out of ${limited.kind}:${limited.target} and lower its probability.`,
  );
}

function parseLength(text: string): Length {
  const length = lengths.find((known) => known === text);
  if (!length) throw new UsageError(`--lasting must be one of ${lengths.join(', ')}, not ${JSON.stringify(text)}.`);
  return length;
}
