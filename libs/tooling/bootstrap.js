/**
 * Runs a command of package.json on a fresh clone: installs what the lockfile names, then continues on the pinned Node.
 * Plain JavaScript for Node 20, since nothing is installed when it starts.
 */
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const { buildErrors } = require('./build-errors');
const { withBuildLock } = require('./build-lock');
const { fingerprint } = require('./fingerprint');
const { installIn, pinnedNode } = require('./install');
const { furtherStageAdvice, knownStages } = require('./known-stages');
const { nxProgram } = require('./nx-program');
const { serviceNames, stackNames } = require('./project-layers');
const { runProgram } = require('./run-program');

const root = join(__dirname, '../..');
const binFolder = join(root, 'node_modules/.bin');

const fail = (message, status = 1) => {
  process.stderr.write(`${message}\n`);
  process.exit(status);
};

/** For a command line that can't be meant. */
const failUsage = (message) => fail(message, 2);

function installDependencies() {
  const problem = installIn(root, 'Installing dependencies');
  if (problem !== undefined) fail(problem);
}

const run = (command, args, { quiet, summarize, usesAws, env, cwd = root } = {}) =>
  runProgram(command, args, {
    cwd,
    binFolder,
    quiet,
    summarize,
    usesAws,
    env: { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', ...env },
  }).catch((error) => fail(`Cannot run ${command}: ${error.message}`));

const services = serviceNames(root);
const stacks = stackNames(root);

const say = (notice) => process.stderr.write(`${notice}\n`);

/** Two builds at once in one clone would write into each other's output. */
const buildAlone = (isQuiet, task) =>
  withBuildLock(
    join(root, 'dist/stamps/build.lock'),
    { onWait: () => isQuiet || say('Waiting for another build in this folder...') },
    task,
  );

/** Runs targets of projects, and shows their output when one fails. Cached: the second time takes a second. */
async function prepare(node, { targets, projects, notice, stage = 'local' }) {
  if (notice) say(notice);
  const args = [nxProgram(root), 'run-many', '-t', ...targets, '-p', projects.join(','), '--output-style=static'];
  const code = await run(node, args, { quiet: true, summarize: buildErrors, env: { STAGE: stage } });
  if (code !== 0) fail('The build failed, as it says above.');
}

const localCloudProjects = ['local-cloud', 'local-console', ...services, ...stacks];

/** What the local cloud is built from, and where to. */
const localCloudSources = [
  'apps',
  'infra',
  'libs',
  'nx.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.json',
];
const localCloudOutputs = ['apps', 'infra', 'tf'];

/**
 * Builds the local cloud and synthesizes the stacks that it runs, one caller at a time in one clone.
 *
 * Nx takes two seconds to see that nothing has changed; sizes and times of files tell it in some hundredths of one. The
 * outputs count too: `npm run synth` for another stage writes over those of this one.
 */
async function prepareLocalCloud(node, { isQuiet, stage = 'local' }) {
  const stamp = join(root, 'dist/stamps', `local-cloud-${stage}`);
  const folders = [...localCloudOutputs, ...(stage === 'local' ? [] : [`stages/${stage}`])].map((name) =>
    join(root, 'dist', name),
  );
  const state = () => fingerprint(...localCloudSources.map((name) => join(root, name)), ...folders);
  const isBuilt = () => [stamp, ...folders].every(existsSync) && readFileSync(stamp, 'utf8') === state();
  if (isBuilt()) return;
  await buildAlone(isQuiet, async () => {
    if (isBuilt()) return;
    if (!isQuiet) say('Building services and synthesizing their stacks...');
    if (stage === 'local') await prepare(node, { targets: ['build', 'synth'], projects: localCloudProjects });
    else await prepareStage(node, stage);
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, state());
  });
}

/** Synthesizes another stage next to the local one and not over it: a local cloud of each may run. */
async function prepareStage(node, stage) {
  await prepare(node, { targets: ['build'], projects: localCloudProjects });
  const synths = services.map((service) =>
    run(node, [join(root, `dist/infra/${service}/main.js`)], {
      quiet: true,
      env: { STAGE: stage, CDKTF_OUTDIR: join(root, 'dist/stages', stage, `infra-${service}`) },
    }),
  );
  for (const code of await Promise.all(synths)) if (code !== 0) fail('The synth failed; its output stands above.');
}

function requireKnownStage(stage, source) {
  const known = knownStages(root);
  if (known.includes(stage)) return stage;
  return failUsage(`${source}: there is no stage "${stage}". Known are ${known.join(', ')}; ${furtherStageAdvice}`);
}

/** @returns What `--stage` says, undefined when it says nothing. The program checks the rest of its options itself. */
function stageOption(args) {
  // The last one counts, as it does to the program.
  const index = args.findLastIndex((arg) => arg === '--stage' || arg.startsWith('--stage='));
  if (index < 0) return undefined;
  const [, inline] = args[index].split(/=(.*)/s);
  const stage = inline ?? args[index + 1];
  if (!stage) return failUsage('--stage needs the name of a stage.');
  return requireKnownStage(stage, '--stage');
}

/** `npm run synth`: every stack, or those that `-p` names, for the stage that STAGE names. */
function synthesize(node, args) {
  const usage = `Usage: npm run synth [-- -p NAMES], names of ${stacks.join(', ')}.`;
  if (args.length === 1 && ['--help', '-h'].includes(args[0])) {
    process.stdout.write(`${usage} STAGE names the stage, default local.\n`);
    return 0;
  }
  const { STAGE } = process.env;
  if (STAGE) requireKnownStage(STAGE, 'STAGE');
  let projects = stacks;
  const rest = [...args];
  if (rest[0] === '-p') projects = (rest.splice(0, 2)[1] ?? '').split(',');
  const unknown = projects.find((name) => !stacks.includes(name));
  if (unknown !== undefined || rest.length > 0) {
    failUsage(`npm run synth takes no "${rest[0] ?? unknown}". ${usage}`);
  }
  return run(node, [nxProgram(root), 'run-many', '-t', 'synth', '-p', projects.join(',')]);
}

/** `npm run check`: what `nx check` asks of each stack, of all at once and in one list, for the stage that STAGE names. */
async function checkStacks(node, args) {
  const usage = 'Usage: npm run check. STAGE names the stage, default local.';
  if (args.length === 1 && ['--help', '-h'].includes(args[0])) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  if (args.length > 0) failUsage(`npm run check takes no "${args[0]}". ${usage}`);
  const { STAGE = 'local' } = process.env;
  requireKnownStage(STAGE, 'STAGE');
  await prepare(node, { targets: ['synth'], projects: stacks, stage: STAGE });
  await prepare(node, { targets: ['test'], projects: ['catalogue-checks'] });
  const folders = stacks.map((name) => join('dist/tf', name));
  return run(node, [join(__dirname, 'stack-check/main.js'), ...folders]);
}

const prepareChat = (node) => buildAlone(true, () => prepare(node, { targets: ['build'], projects: ['local-chat'] }));

/** A command of an operator; it talks to the stage's account, or with `--env FILE` to where that file leads. */
async function runOperatorCommand(node, command, args) {
  stageOption(args);
  await buildAlone(true, () => prepare(node, { targets: ['build'], projects: [`operator-${command}`] }));
  const program = join(root, `dist/apps/operator/${command}/main.js`);
  const usesAws = !args.some((arg) => arg === '--env' || arg.startsWith('--env='));
  return run(node, ['--enable-source-maps', program, ...args], { usesAws });
}

/** Shows frames of logs in the source: with the maps of the services as they are built from it now. */
async function showFrames(node, args) {
  await buildAlone(true, () => prepare(node, { targets: ['build'], projects: ['operator-stack', ...services] }));
  const program = join(root, 'dist/apps/operator/stack/main.js');
  // Names of files start where the caller stands, and npm has gone to the root.
  return run(node, ['--enable-source-maps', program, ...args], { cwd: process.env.INIT_CWD ?? process.cwd() });
}

const prepareSimulation = (node) =>
  buildAlone(false, () =>
    prepare(node, { targets: ['build'], projects: ['simulation'], notice: 'Building the simulation...' }),
  );

const benchmarks = ['insights', 'cold-start', 'workspace'];

/** A benchmark brings the packages that it alone needs; it goes without those that can't be installed. */
async function runBenchmark(node, [name, ...args]) {
  if (name === '--help' || name === '-h') {
    process.stdout.write(
      `Usage: npm run bench -- ${benchmarks.join('|')} [OPTION]...\n\nRuns a benchmark; with --help behind its name it lists its options.\n`,
    );
    return 0;
  }
  if (!benchmarks.includes(name)) fail(`Which benchmark? Use npm run bench -- ${benchmarks.join(' or ')}.`);
  const folder = join(root, 'benchmarks', name);
  const hasOwnPackages = existsSync(join(folder, 'package-lock.json'));
  const problem = hasOwnPackages ? installIn(folder, 'Installing what only the benchmark needs') : undefined;
  if (problem !== undefined) process.stderr.write(`${problem}\n`);
  // It loads the bundles of the services as the stage `local` deploys them.
  if (name === 'cold-start') await prepareLocalCloud(node, { isQuiet: false });
  await prepare(node, { targets: ['build'], projects: [`${name}-benchmark`], notice: 'Building the benchmark...' });
  return run(node, ['--enable-source-maps', join(root, `dist/benchmarks/${name}/main.js`), ...args]);
}

const insightsProgram = join(root, 'dist/libs/logs-insights/bin/logs-insights.js');
const insightsStamp = join(root, 'dist/stamps/logs-insights');

/** Nx takes a second to see that nothing has changed; a tool that is used like jq can't wait that long. */
async function prepareInsights(node) {
  const wanted = fingerprint(join(root, 'libs/logs-insights'), join(root, 'package-lock.json'));
  const isBuilt = () =>
    [insightsProgram, insightsStamp].every(existsSync) && readFileSync(insightsStamp, 'utf8') === wanted;
  if (isBuilt()) return;
  await buildAlone(false, async () => {
    if (isBuilt()) return;
    await prepare(node, { targets: ['build'], projects: ['logs-insights'], notice: 'Building logs-insights...' });
    mkdirSync(dirname(insightsStamp), { recursive: true });
    writeFileSync(insightsStamp, wanted);
  });
}

async function main([command, ...args]) {
  installDependencies();
  const { node, problem } = pinnedNode(binFolder);
  if (problem !== undefined) return fail(problem);
  switch (command) {
    case 'test':
      return run(node, [join(__dirname, 'run-tests.js'), ...args]);
    case 'synth':
      return synthesize(node, args);
    case 'check':
      return checkStacks(node, args);
    case 'demo':
    case 'start': {
      const stage = command === 'start' ? stageOption(args) : undefined;
      await prepareLocalCloud(node, { isQuiet: args.includes('--quiet'), stage });
      return run(node, ['--enable-source-maps', join(root, 'dist/apps/local/cloud/main.js'), command, ...args]);
    }
    case 'chat':
      await prepareChat(node);
      return run(node, ['--enable-source-maps', join(root, 'dist/apps/local/chat/main.js'), ...args]);
    case 'report':
    case 'bot':
    case 'secrets':
    case 'cost':
    case 'doctor':
      return runOperatorCommand(node, command, args);
    case 'deploy':
    case 'rollback':
      return run(node, [join(__dirname, 'deploy/main.js'), command, ...args], { usesAws: true });
    case 'stack':
      return showFrames(node, args);
    case 'simulate':
      await prepareSimulation(node);
      return run(node, ['--enable-source-maps', join(root, 'dist/libs/testing/simulation/main.js'), ...args]);
    case 'bench':
      return runBenchmark(node, args);
    case 'insights':
      await prepareInsights(node);
      // Names of files start where the caller stands, and npm has gone to the root.
      return run(node, [insightsProgram, ...args], { cwd: process.env.INIT_CWD ?? process.cwd() });
    default:
      return fail(
        `Unknown command "${command ?? ''}". Use npm run demo, npm start, npm run chat, npm run report, npm test, npm run simulate, npm run insights, npm run synth, npm run check, npm run deploy, npm run rollback, npm run bot, npm run secrets, npm run cost, npm run doctor, npm run stack or npm run bench.`,
      );
  }
}

main(process.argv.slice(2)).then((code) => process.exit(code));
