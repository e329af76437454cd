import { join } from 'node:path';

import { buildProjects } from './build-projects.ts';
import { prepareLocalCloud } from './prepare-local-cloud.ts';
import { fail, root, runNode } from './run-node.ts';

const benchmarks = ['cold-start', 'workspace'];

export async function runBenchmark([name, ...args]: readonly string[]): Promise<number> {
  if (name === '--help' || name === '-h') {
    process.stdout.write(
      `Usage: npm run bench -- ${benchmarks.join('|')} [OPTION]...\n\nRuns a benchmark; with --help behind its name it lists its options.\n`,
    );
    return 0;
  }
  if (name === undefined || !benchmarks.includes(name))
    fail(`Which benchmark? Use npm run bench -- ${benchmarks.join(' or ')}.`);
  // It loads the bundles of the services as the stage `local` deploys them.
  if (name === 'cold-start') await prepareLocalCloud({ isQuiet: false });
  await buildProjects([`${name}-benchmark`], 'Building the benchmark...');
  return runNode(['--enable-source-maps', join(root, `dist/benchmarks/${name}/main.js`), ...args]);
}
