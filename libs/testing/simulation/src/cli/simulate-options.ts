import { resolve } from 'node:path';

import { maxQueryCount } from '@pulso/domain/reports';
import { parseOptions, parseWholeNumber, UsageError } from '@pulso/operator/command-line';

import { type Length, lengths, standingFaults } from '../standing/standing-faults';
import { type NamedFaults, readFaults } from './read-faults';

export interface SimulateOptions {
  readonly firstSeed: number;
  readonly seedCount: number;
  /** `--seed` was given: one world, told by itself. */
  readonly isSingle: boolean;
  /** Queries of each run. */
  readonly queryCount: number;
  readonly faults: NamedFaults;
  /** For how long the faults strike; absent: all the time. */
  readonly lasting?: Length;
  /** Each world has one fault that stays, which follows from its seed. */
  readonly isStanding: boolean;
  /** Print all of a trace and not its end only. */
  readonly wholeTrace: boolean;
  readonly workerCount: number;
  /** Where to write the numbers. */
  readonly jsonFile?: string;
  /** Print the latencies that the simulation assumes. */
  readonly showLatencies: boolean;
}

export const simulateUsage = `Usage: npm run simulate -- [options]

Runs the services' own code in simulated worlds: a virtual clock, AWS and Telegram as they are when things break, one
world per seed. Checks after every event and at the end that each run ends in exactly one right report.

  --seeds N            how many worlds (default 2000)
  --first-seed S       seed of the first one (default 0)
  --queries K          questions per report, 1 to ${maxQueryCount} (default 10)
  --faults SPEC|FILE   what goes wrong: none, default, hell, or rules like
                       duplicate:run-events@0.2,kill:query-worker@0.1,slow:telegram.sendMessage=2s
                       (kind:target[=duration][@probability]); FILE holds the same or JSON
  --lasting 1h|1d|ever faults strike for so long, from a time on that the seed draws
  --standing           each world has one fault, always and alone, for an hour, a day or ever: kinds, targets and
                       lengths in turn (${standingFaults.length} of them)
  --seed S             run this world alone
  --trace              print its whole trace; without --seed that of the first world that breaks a promise
  --json FILE          write options, numbers and violations
  --workers N          threads, 1 to 256 (default: one per core); the result does not depend on it
  --latencies          print the latencies that are assumed, and run nothing
  --help               print this

Same seed, same options, same code: same trace, byte for byte.

Exit status: 0 every promise was kept, 1 one was broken or the simulation failed, 2 the command line or a file on it is
not usable, 130 interrupted.`;

const simulateArguments = {
  seeds: { type: 'string' },
  'first-seed': { type: 'string' },
  seed: { type: 'string' },
  queries: { type: 'string' },
  faults: { type: 'string' },
  lasting: { type: 'string' },
  standing: { type: 'boolean' },
  trace: { type: 'boolean' },
  json: { type: 'string' },
  workers: { type: 'string' },
  latencies: { type: 'boolean' },
} as const;

const largestSeed = Number.MAX_SAFE_INTEGER;
const mostSeeds = 1_000_000_000;

/**
 * Reads the command line of `npm run simulate`.
 *
 * @param args - What stands behind the command's name.
 * @param place - `coreCount`: the default of `--workers`; `folder`: where the caller stands, to which relative files are
 * relative.
 * @returns undefined when help was asked for.
 * @throws {UsageError} An option is unknown, lacks its value, has an unusable one or makes no sense beside another.
 */
export function parseSimulateOptions(
  args: readonly string[],
  { coreCount, folder }: { coreCount: number; folder: string },
): SimulateOptions | undefined {
  const values = parseOptions(args, simulateArguments, 'npm run simulate');
  if (values.help) return undefined;
  const isSingle = values.seed !== undefined;
  if (isSingle) {
    const many = (['seeds', 'first-seed', 'workers'] as const).find((name) => values[name] !== undefined);
    if (many) throw new UsageError(`--seed runs one world: leave out --${many}, or --seed.`);
  }
  if (values.json === '') throw new UsageError('--json needs the name of a file.');
  const number = (name: NumberName, from: number, to: number, otherwise: number): number =>
    values[name] === undefined ? otherwise : parseWholeNumber(`--${name}`, values[name], from, to);
  const seedCount = number('seeds', 1, mostSeeds, isSingle ? 1 : 2_000);
  const firstSeed = number(isSingle ? 'seed' : 'first-seed', 0, largestSeed, 0);
  if (firstSeed > largestSeed - seedCount + 1) {
    throw new UsageError(`The last seed would be ${BigInt(firstSeed) + BigInt(seedCount - 1)}, beyond ${largestSeed}.`);
  }
  const isStanding = values.standing ?? false;
  if (isStanding) {
    const chosen = (['faults', 'lasting'] as const).find((name) => values[name] !== undefined);
    if (chosen) throw new UsageError(`--standing chooses the faults: leave out --${chosen}, or --standing.`);
  }
  return {
    firstSeed,
    seedCount,
    isSingle,
    queryCount: number('queries', 1, maxQueryCount, 10),
    faults: isStanding ? standing : readFaults(values.faults ?? 'default', folder),
    ...(values.lasting === undefined ? {} : { lasting: parseLength(values.lasting) }),
    isStanding,
    wholeTrace: values.trace ?? false,
    workerCount: number('workers', 1, 256, Math.min(256, Math.max(1, coreCount))),
    ...(values.json === undefined ? {} : { jsonFile: resolve(folder, values.json) }),
    showLatencies: values.latencies ?? false,
  };
}

/** The faults of each world follow from its seed. */
const standing: NamedFaults = { name: 'one that stays', plan: { rules: [] } };

function parseLength(text: string): Length {
  const length = lengths.find((known) => known === text);
  if (!length) throw new UsageError(`--lasting must be one of ${lengths.join(', ')}, not ${JSON.stringify(text)}.`);
  return length;
}

type NumberName = 'first-seed' | 'queries' | 'seed' | 'seeds' | 'workers';
