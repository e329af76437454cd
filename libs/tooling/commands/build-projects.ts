import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { buildErrors } from '../build-errors.ts';
import { withBuildLock } from '../build-lock.ts';
import { fingerprint } from '../fingerprint.ts';
import { nxProgram } from '../nx-program.ts';
import { fail, root, runNode } from './run-node.ts';

const say = (notice: string): void => {
  process.stderr.write(`${notice}\n`);
};

/** Two builds at once in one clone would write into each other's output. */
const buildAlone = (isQuiet: boolean, task: () => Promise<void>): Promise<void> =>
  withBuildLock(
    join(root, 'dist/stamps/build.lock'),
    {
      onWait: () => {
        if (!isQuiet) say('Waiting for another build in this folder...');
      },
    },
    task,
  );

/**
 * Runs targets of projects, and shows their output when one fails. Cached: the second time takes a second.
 *
 * @param stage - For which to synthesize.
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

/** Builds projects, one caller at a time in one clone. @param notice - Without one, nothing is said of waiting either. */
export const buildProjects = (projects: readonly string[], notice?: string): Promise<void> =>
  buildAlone(notice === undefined, async () => {
    if (notice !== undefined) say(notice);
    await runTargets(['build'], projects);
  });

/** What is built, from what. */
interface Build {
  readonly name: string;
  /** Files and folders, from the root of the repository. */
  readonly sources: readonly string[];
  readonly outputs: readonly string[];
  /** Left out, nothing is said. */
  readonly notice?: string | undefined;
}

/**
 * Builds when sources or outputs are not those of the last build, one caller at a time in one clone.
 *
 * Nx takes a second or two to see that nothing has changed; sizes and times of files tell it in some hundredths of one.
 */
export async function buildIfChanged(
  { name, sources, outputs, notice }: Build,
  build: () => Promise<void>,
): Promise<void> {
  const stamp = join(root, 'dist/stamps', name);
  const built = outputs.map((output) => join(root, output));
  const sourceState = () => fingerprint(...sources.map((source) => join(root, source)));
  const stampOf = (state: string): string => `${state}\n${fingerprint(...built)}`;
  const isBuilt = () => [stamp, ...built].every(existsSync) && readFileSync(stamp, 'utf8') === stampOf(sourceState());
  if (isBuilt()) return;
  await buildAlone(notice === undefined, async () => {
    if (isBuilt()) return;
    if (notice !== undefined) say(notice);
    // What is edited meanwhile is not in the outputs.
    const state = sourceState();
    await build();
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, stampOf(state));
  });
}
