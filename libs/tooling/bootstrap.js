/**
 * Runs a command of package.json on a fresh clone: installs what the lockfile names, then continues on the pinned Node.
 * Plain JavaScript for Node 20, since nothing is installed when it starts.
 */
const { join } = require('node:path');

const { buildIfChanged, buildProjects, runTargets } = require('./commands/build-projects');
const { prepareLocalCloud } = require('./commands/prepare-local-cloud');
const { runBenchmark } = require('./commands/run-benchmark');
const { fail, root, runNode } = require('./commands/run-node');
const { checkStacks, synthesize } = require('./commands/stacks');
const { stageOption } = require('./commands/stage-option');
const { installIn } = require('./install');
const { serviceNames } = require('./project-layers');

/** Runs what was built below dist. */
const runBuilt = (program, args, options) =>
  runNode(['--enable-source-maps', join(root, 'dist', program), ...args], options);

/** For programs that are given names of files: they start where the caller stands, and npm has gone to the root. */
const whereTheCallerStands = { cwd: process.env.INIT_CWD ?? process.cwd() };

async function runLocalCloud(command, args) {
  const stage = command === 'start' ? stageOption(args) : undefined;
  await prepareLocalCloud({ isQuiet: args.includes('--quiet'), stage });
  return runBuilt('apps/local/cloud/main.js', [command, ...args]);
}

async function simulate(args) {
  await buildProjects(['simulation'], 'Building the simulation...');
  return runBuilt('libs/testing/simulation/main.js', args);
}

/** A tool that is used like jq can't wait for Nx. */
async function runInsights(args) {
  const program = 'libs/logs-insights/bin/logs-insights.js';
  await buildIfChanged(
    {
      name: 'logs-insights',
      sources: ['libs/logs-insights', 'package-lock.json'],
      outputs: [join('dist', program)],
      notice: 'Building logs-insights...',
    },
    () => runTargets(['build'], ['logs-insights']),
  );
  return runNode([join(root, 'dist', program), ...args], whereTheCallerStands);
}

/** A command of an operator; it talks to the stage's account, or with `--env FILE` to where that file leads. */
async function runOperatorCommand(command, args) {
  stageOption(args);
  await buildProjects([`operator-${command}`]);
  const usesAws = !args.some((arg) => arg === '--env' || arg.startsWith('--env='));
  return runBuilt(`apps/operator/${command}/main.js`, args, { usesAws });
}

/** Shows frames of logs in the source: with the maps of the services as they are built from it now. */
async function showFrames(args) {
  await buildProjects(['operator-stack', ...serviceNames(root)]);
  return runBuilt('apps/operator/stack/main.js', args, whereTheCallerStands);
}

const deploy = (command, args) => runNode([join(__dirname, 'deploy/main.js'), command, ...args], { usesAws: true });

/** By the names that package.json gives them. */
const commands = new Map([
  ['demo', (args) => runLocalCloud('demo', args)],
  ['start', (args) => runLocalCloud('start', args)],
  ['report', (args) => runOperatorCommand('report', args)],
  ['test', (args) => runNode([join(__dirname, 'run-tests.js'), ...args])],
  ['simulate', simulate],
  ['insights', runInsights],
  ['synth', synthesize],
  ['check', checkStacks],
  ['deploy', (args) => deploy('deploy', args)],
  ['rollback', (args) => deploy('rollback', args)],
  ['bot', (args) => runOperatorCommand('bot', args)],
  ['secrets', (args) => runOperatorCommand('secrets', args)],
  ['cost', (args) => runOperatorCommand('cost', args)],
  ['doctor', (args) => runOperatorCommand('doctor', args)],
  ['stack', showFrames],
  ['bench', runBenchmark],
]);

async function main([command, ...args]) {
  const problem = installIn(root, 'Installing dependencies');
  if (problem !== undefined) return fail(problem);
  const run = commands.get(command);
  if (run === undefined)
    return fail(`Unknown command "${command ?? ''}". There are ${[...commands.keys()].join(', ')}.`);
  return run(args);
}

main(process.argv.slice(2)).then((code) => process.exit(code));
