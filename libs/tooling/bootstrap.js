/**
 * Runs a command of package.json on a fresh clone: installs what the lockfile names, then continues on the pinned Node.
 * Plain JavaScript for Node 20, since nothing is installed when it starts.
 */
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const { fingerprint } = require('./fingerprint');
const { nxProgram } = require('./nx-program');
const { runProgram } = require('./run-program');

const root = join(__dirname, '../..');
const binFolder = join(root, 'node_modules/.bin');

/** Node's oldest version on which a machine without a pinned binary (macOS, Windows) can run the toolchain. */
const oldestNode = [22, 11];

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

/** @returns What npm had to say, where it has failed; undefined when everything is there. */
function installIn(folder, notice) {
  const installedStamp = join(folder, 'node_modules/.pulso-lockfile');
  const wanted = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(installedStamp) && readFileSync(installedStamp, 'utf8') === wanted) return undefined;
  process.stderr.write(`${notice} (npm ci), once per lockfile...\n`);
  // The caller's NODE_ENV=production or npm settings must not leave out what builds and tests need.
  const included = ['--include=dev', '--include=optional'];
  // npm prints a warning per package whose engines name a newer Node than npm's own: they run on the pinned one.
  const options = { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' };
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['ci', ...included, '--ignore-scripts', '--no-fund', '--no-audit'],
    options,
  );
  if (status !== 0) return `${stdout ?? ''}${stderr ?? ''}\nnpm ci failed. Is the npm registry reachable?`;
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  writeFileSync(installedStamp, wanted);
  return undefined;
}

function installDependencies() {
  const problem = installIn(root, 'Installing dependencies');
  if (problem !== undefined) fail(problem);
}

function pinnedNode() {
  const pinned = join(binFolder, 'node');
  if (existsSync(pinned)) return pinned;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return process.execPath;
  return fail(
    `This platform brings no Node of its own: install Node ${oldestNode.join('.')} or newer, this is ${process.version}.`,
  );
}

const run = (command, args, { quiet, env, cwd = root } = {}) =>
  runProgram(command, args, {
    cwd,
    binFolder,
    quiet,
    env: { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', ...env },
  }).catch((error) => fail(`Cannot run ${command}: ${error.message}`));

const services = ['bot', 'dispatcher', 'query-worker', 'aggregator', 'notifier'];
const stacks = services.map((service) => `infra-${service}`);

/** Runs targets of projects, and shows their output when one fails. Cached: the second time takes a second. */
async function prepare(node, { targets, projects, notice }) {
  if (notice) process.stderr.write(`${notice}\n`);
  const args = [nxProgram(root), 'run-many', '-t', ...targets, '-p', projects.join(','), '--output-style=static'];
  const code = await run(node, args, { quiet: true, env: { STAGE: 'local' } });
  if (code !== 0) fail('The build failed; its output stands above.');
}

const prepareLocalCloud = (node, isQuiet) =>
  prepare(node, {
    targets: ['build', 'synth'],
    projects: ['local-cloud', ...services, ...stacks],
    notice: isQuiet ? undefined : 'Building services and synthesizing their stacks...',
  });

const prepareSimulation = (node) =>
  prepare(node, { targets: ['build'], projects: ['simulation'], notice: 'Building the simulation...' });

const benchmarks = ['insights'];

/** A benchmark brings the packages that it alone needs; it goes without those that can't be installed. */
async function runBenchmark(node, [name, ...args]) {
  if (name === '--help' || name === '-h') {
    process.stdout.write(
      `Usage: npm run bench -- ${benchmarks.join('|')} [OPTION]...\n\nRuns a benchmark; with --help behind its name it lists its options.\n`,
    );
    return 0;
  }
  if (!benchmarks.includes(name)) fail(`Which benchmark? Use npm run bench -- ${benchmarks.join(' or ')}.`);
  const problem = installIn(join(root, 'benchmarks', name), 'Installing what only the benchmark needs');
  if (problem !== undefined) process.stderr.write(`${problem}\n`);
  await prepare(node, { targets: ['build'], projects: [`${name}-benchmark`], notice: 'Building the benchmark...' });
  return run(node, ['--enable-source-maps', join(root, `dist/benchmarks/${name}/main.js`), ...args]);
}

const insightsProgram = join(root, 'dist/libs/logs-insights/bin/logs-insights.js');
const insightsStamp = join(root, 'dist/stamps/logs-insights');

/** Nx takes a second to see that nothing has changed; a tool that is used like jq can't wait that long. */
async function prepareInsights(node) {
  const wanted = fingerprint(join(root, 'libs/logs-insights'), join(root, 'package-lock.json'));
  const isBuilt = existsSync(insightsProgram) && existsSync(insightsStamp);
  if (isBuilt && readFileSync(insightsStamp, 'utf8') === wanted) return;
  await prepare(node, { targets: ['build'], projects: ['logs-insights'], notice: 'Building logs-insights...' });
  mkdirSync(dirname(insightsStamp), { recursive: true });
  writeFileSync(insightsStamp, wanted);
}

async function main([command, ...args]) {
  installDependencies();
  const node = pinnedNode();
  switch (command) {
    case 'test':
      return run(node, [join(__dirname, 'run-tests.js'), ...args]);
    case 'synth':
      return run(node, [nxProgram(root), 'run-many', '-t', 'synth', ...args]);
    case 'demo':
    case 'start':
      await prepareLocalCloud(node, args.includes('--quiet'));
      return run(node, ['--enable-source-maps', join(root, 'dist/apps/local-cloud/main.js'), command, ...args]);
    case 'simulate':
      await prepareSimulation(node);
      return run(node, ['--enable-source-maps', join(root, 'dist/libs/simulation/main.js'), ...args]);
    case 'bench':
      return runBenchmark(node, args);
    case 'insights':
      await prepareInsights(node);
      // Names of files start where the caller stands, and npm has gone to the root.
      return run(node, [insightsProgram, ...args], { cwd: process.env.INIT_CWD ?? process.cwd() });
    default:
      return fail(
        `Unknown command "${command ?? ''}". Use npm run demo, npm start, npm test, npm run simulate, npm run insights, npm run synth or npm run bench.`,
      );
  }
}

main(process.argv.slice(2)).then((code) => process.exit(code));
