import { join } from 'node:path';

import { UsageError } from '@pulso/command-line';

import { benchmarkUsage, parseBenchmarkOptions } from './benchmark-options';
import { roles } from './contenders/roles';
import { questions } from './questions';
import { runBenchmark } from './run-benchmark';

/** @returns The exit status. */
async function main(args: readonly string[]): Promise<number> {
  const role = roles[args[0] ?? ''];
  if (role) {
    await role(args.slice(1));
    return 0;
  }
  const options = parseBenchmarkOptions(
    args,
    questions.map(({ name }) => name),
  );
  if (!options) {
    process.stdout.write(`${benchmarkUsage}\n`);
    return 0;
  }
  const areEqual = await runBenchmark(options, {
    program: __filename,
    folder: join(process.cwd(), 'tmp', 'benchmarks'),
    print: (text) => void process.stdout.write(`${text}\n`),
    tell: (what) => void process.stderr.write(`${what}\n`),
  });
  return areEqual ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
