import { UsageError, parseOptions, parseWholeNumber } from '@pulso/command-line';

/** What the command line says. */
export interface BenchmarkOptions {
  readonly eventCount: number;
  readonly seed: number;
  /** How often each process is measured; the best counts. */
  readonly roundCount: number;
  /** How often each loaded table is asked after the first time; the median counts. */
  readonly runCount: number;
  /** Names of questions; all of them when empty. */
  readonly only: readonly string[];
}

export const benchmarkUsage = `Usage: npm run bench -- insights [options]

Asks the same questions of the same log events three ways: this repository's logs-insights, jq and DuckDB. Prints times,
memory and the exact commands as Markdown. Fails when two of them do not answer the same.

  --events N      how many events (default 1000000, about 460 MB; made once and kept under tmp/)
  --seed S        which events (default 1)
  --rounds N      how often each process is measured (default 3); the best counts
  --warm-runs N   how often each loaded table is asked again (default 20); the median counts
  --only Q1,Q3    these questions alone
  --help          print this

Exit status: 0 all answers were equal, 1 two differed or a contender failed, 2 the command line is not usable.
A contender that is not installed is left out, which the output says.`;

const options = {
  events: { type: 'string' },
  seed: { type: 'string' },
  rounds: { type: 'string' },
  'warm-runs': { type: 'string' },
  only: { type: 'string' },
} as const;

/**
 * Reads the command line.
 *
 * @param args - What stands behind the benchmark's name.
 * @param questionNames - What `--only` may name.
 * @returns undefined when help was asked for.
 * @throws {UsageError} An option is unknown, lacks its value or has an unusable one.
 */
export function parseBenchmarkOptions(
  args: readonly string[],
  questionNames: readonly string[],
): BenchmarkOptions | undefined {
  const values = parseOptions(args, options, 'npm run bench -- insights');
  if (values.help) return undefined;
  const only = values.only?.split(',').map((name) => name.trim().toUpperCase()) ?? [];
  const unknown = only.find((name) => !questionNames.includes(name));
  if (unknown !== undefined) throw new UsageError(`--only takes some of ${questionNames.join(',')}, got "${unknown}".`);
  return {
    eventCount: parseWholeNumber('--events', values.events ?? '1000000', 1, 100_000_000),
    seed: parseWholeNumber('--seed', values.seed ?? '1', 0, 0xffff_ffff),
    roundCount: parseWholeNumber('--rounds', values.rounds ?? '3', 1, 1_000),
    runCount: parseWholeNumber('--warm-runs', values['warm-runs'] ?? '20', 1, 1_000),
    only,
  };
}
