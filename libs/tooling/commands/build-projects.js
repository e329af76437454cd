const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const { buildErrors } = require('../build-errors');
const { withBuildLock } = require('../build-lock');
const { fingerprint } = require('../fingerprint');
const { nxProgram } = require('../nx-program');
const { fail, root, runNode } = require('./run-node');

const say = (notice) => process.stderr.write(`${notice}\n`);

/** Two builds at once in one clone would write into each other's output. */
const buildAlone = (isQuiet, task) =>
  withBuildLock(
    join(root, 'dist/stamps/build.lock'),
    { onWait: () => isQuiet || say('Waiting for another build in this folder...') },
    task,
  );

/** Runs targets of projects, and shows their output when one fails. Cached: the second time takes a second. */
async function runTargets(targets, projects, { stage = 'local' } = {}) {
  const args = [nxProgram(root), 'run-many', '-t', ...targets, '-p', projects.join(','), '--output-style=static'];
  const code = await runNode(args, { quiet: true, summarize: buildErrors, env: { STAGE: stage } });
  if (code !== 0) fail('The build failed, as it says above.');
}

/** Builds projects, one caller at a time in one clone. @param notice - Without one, nothing is said of waiting either. */
const buildProjects = (projects, notice) =>
  buildAlone(notice === undefined, async () => {
    if (notice !== undefined) say(notice);
    await runTargets(['build'], projects);
  });

/**
 * Builds when sources or outputs are not those of the last build, one caller at a time in one clone.
 *
 * Nx takes a second or two to see that nothing has changed; sizes and times of files tell it in some hundredths of one.
 *
 * @param options - `name`: of what is built; `sources`, `outputs`: files and folders, from the root of the repository;
 *   `notice`: left out, nothing is said.
 */
async function buildIfChanged({ name, sources, outputs, notice }, build) {
  const stamp = join(root, 'dist/stamps', name);
  const built = outputs.map((output) => join(root, output));
  const sourceState = () => fingerprint(...sources.map((source) => join(root, source)));
  const stampOf = (state) => `${state}\n${fingerprint(...built)}`;
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

module.exports = { buildIfChanged, buildProjects, runTargets };
