import { parseOptions, parseWholeNumber } from '@pulso/operator/command-line';

/** What the command line says. */
export interface BenchmarkOptions {
  /** How many processes load each bundle. */
  readonly roundCount: number;
}

export const benchmarkUsage = `Usage: npm run bench -- cold-start [options]

Prints the CPU time that loading each service's bundle takes, beside an empty handler, one client of the AWS SDK and
Telegraf.

  --rounds N   how many processes load each bundle (default 15); the median counts
  --help       print this

Exit status: 0 measured, 1 a bundle can't be loaded, 2 the command line is not usable.`;

/**
 * Reads the command line.
 *
 * @param args - What stands behind the benchmark's name.
 * @returns undefined when help was asked for.
 * @throws {UsageError} An option is unknown, lacks its value or has an unusable one.
 */
export function parseBenchmarkOptions(args: readonly string[]): BenchmarkOptions | undefined {
  const values = parseOptions(args, { rounds: { type: 'string' } } as const, 'npm run bench -- cold-start');
  if (values.help) return undefined;
  return { roundCount: parseWholeNumber('--rounds', values.rounds ?? '15', 1, 1_000) };
}
