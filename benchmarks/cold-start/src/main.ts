import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

import { services } from '@pulso/contracts/envelope';
import { UsageError } from '@pulso/operator/command-line';

import { benchmarkUsage, parseBenchmarkOptions } from './benchmark-options';
import { bundleReferences } from './bundle-references';
import { loadBundle } from './load-bundle';
import { measureLoads } from './measure-loads';
import { readEnvironment } from './read-environment';
import { renderTable } from './render-table';

async function main(args: readonly string[]): Promise<void> {
  const options = parseBenchmarkOptions(args);
  if (!options) return void process.stdout.write(`${benchmarkUsage}\n`);
  const root = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'cold-start-'));
  try {
    const contenders = [
      ...(await bundleReferences(root, folder)),
      ...services.map((name) => ({
        name,
        file: join(root, 'dist/apps', name, 'handler.js'),
        environment: readEnvironment(join(root, 'dist/tf'), name),
      })),
    ];
    const bytes = new Map(contenders.map(({ name, file }) => [name, statSync(file).size]));
    process.stderr.write(`${options.roundCount} processes of each of ${contenders.length} bundles...\n`);
    const figures = measureLoads(contenders, options.roundCount, loadBundle);
    const machine = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores; Node ${process.version}`;
    const load = `load before ${(loadavg()[0] ?? 0).toFixed(1)}`;
    process.stdout.write(`${renderTable(figures, (name) => bytes.get(name) ?? 0)}\n\n${machine}; ${load}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
