import { parseOptions } from '@pulso/operator/command-line';

/** What the command line says. */
export interface BenchmarkOptions {
  /** Whether `npm test` without any cache is measured. */
  readonly cold: boolean;
}

export const benchmarkUsage = `Usage: npm run bench -- workspace [options]

Prints the CPU time of what developers wait for, beside what it was and what it may be: tests of everything with nothing
changed, tests after a comment in a domain library, the type check, one spec. In a copy of the last commit.

  --cold    npm test without a cache, too: many minutes
  --help    print this

Exit status: 0 measured, 1 a command failed, 2 the command line is not usable.`;

/**
 * Reads the command line.
 *
 * @param args - What stands behind the benchmark's name.
 * @returns undefined when help was asked for.
 * @throws {UsageError} An option is unknown.
 */
export function parseBenchmarkOptions(args: readonly string[]): BenchmarkOptions | undefined {
  const values = parseOptions(args, { cold: { type: 'boolean' } } as const, 'npm run bench -- workspace');
  return values.help ? undefined : { cold: values.cold ?? false };
}
