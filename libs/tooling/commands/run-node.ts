import { join } from 'node:path';

import { buildErrors } from '../build-errors.ts';
import { nxProgram } from '../nx-program.ts';
import { type RunOptions, runProgram } from '../run-program.js';

export const root = join(import.meta.dirname, '../../..');
const binFolder = join(root, 'node_modules/.bin');

export function fail(message: string, status = 1): never {
  process.stderr.write(`${message}\n`);
  process.exit(status);
}

/** For an invalid command line. */
export function failUsage(message: string): never {
  return fail(message, 2);
}

/** Options of `runProgram`, whose working directory is the root by default. */
export type RunNodeOptions = Partial<RunOptions>;

/**
 * Runs a program on the Node that runs this, in the root of the repository.
 *
 * @param args - The program's file first.
 * @returns The exit status.
 */
export function runNode(args: readonly string[], { env, ...options }: RunNodeOptions = {}): Promise<number> {
  return runProgram(process.execPath, args, {
    cwd: root,
    binFolder,
    env: { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', ...env },
    ...options,
  });
}

/**
 * Runs targets of projects, and shows their output when one fails. Cached: the second time takes a second or two.
 *
 * @param stage - The stage to synthesize.
 */
export async function runTargets(
  targets: readonly string[],
  projects: readonly string[],
  stage = 'local',
): Promise<void> {
  const args = ['run-many', '-t', ...targets, '-p', projects.join(','), `--configuration=${stage}`];
  const run = { quiet: true, summarize: buildErrors };
  const code = await runNode([nxProgram(root), ...args, '--output-style=static'], run);
  if (code !== 0) fail('The build failed, as it says above.');
}
