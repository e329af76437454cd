import { cpus, loadavg } from 'node:os';

import { UsageError } from '@pulso/operator/command-line';

import { benchmarkUsage, parseBenchmarkOptions } from './benchmark-options';
import { measureWorkspace } from './measure-workspace';
import { renderTable } from './render-table';

function main(args: readonly string[]): void {
  const options = parseBenchmarkOptions(args);
  if (!options) return void process.stdout.write(`${benchmarkUsage}\n`);
  const load = (loadavg()[0] ?? 0).toFixed(1);
  const figures = measureWorkspace(process.cwd(), {
    ...options,
    node: process.execPath,
    tell: (what) => void process.stderr.write(`${what}\n`),
  });
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores; Node ${process.version}`;
  process.stdout.write(`${renderTable(figures)}\n\n${machine}; load before ${load}\n`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
