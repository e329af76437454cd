/**
 * `npm test`: runs every check of every project and counts them. With `--since COMMIT` it leaves out the projects that no
 * change since that commit reaches, where the project graph can tell.
 *
 * Test counts come from the result files that jest writes and that Nx restores together with a cached task, so a cached
 * run counts what an uncached one counts. Every other task (format, docs-check, lint, typecheck, build, synth, check)
 * counts as one.
 */
const { spawnSync } = require('node:child_process');
const { existsSync, readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');

const { changedPaths, reasonForEverything } = require('./changed-scope');
const { nxProgram } = require('./nx-program');
const { layerOf, projectFolders, readProject } = require('./project-layers');

const root = join(__dirname, '../..');
const resultsFolder = join(root, 'dist/test-results');
const runFile = join(root, '.nx/cache/run.json');
const targets = ['format', 'docs-check', 'lint', 'typecheck', 'build', 'synth', 'check', 'test', 'differential'];

/** The targets that run jest, with the ends of their result files' names. */
const jestTargets = new Map([
  ['test', ''],
  ['differential', '-differential'],
]);

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/**
 * Every task that must have run, from the projects' own folders and files: a task that Nx skipped has not passed.
 *
 * @param chosen - Names of projects; undefined: all.
 */
function expectedTasks(chosen) {
  return projectFolders(root).flatMap((folder) => {
    const { name, targets: own = {} } = readProject(root, folder);
    if (chosen !== undefined && !chosen.has(name)) return [];
    const inferred = layerOf(folder).targets;
    return targets
      .filter((target) => target in own || inferred.includes(target))
      .map((target) => ({ project: name, target }));
  });
}

/** @returns The projects that a change since `base` reaches; undefined, and why, when that is every project. */
function projectsChangedSince(base) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [nxProgram(root), 'show', 'projects', '--affected', `--base=${base}`, '--head=HEAD', '--json'],
    { cwd: root, encoding: 'utf8', env: { ...process.env, STAGE: 'local' } },
  );
  if (status !== 0) throw new Error(`Nx can't tell what has changed since ${base}: ${stderr.trim()}`);
  const affected = new Set(JSON.parse(stdout));
  const projects = new Map(projectFolders(root).map((folder) => [folder, readProject(root, folder).name]));
  const reason = reasonForEverything(changedPaths(root, base), projects, affected);
  process.stdout.write(
    reason === undefined
      ? `Checking ${affected.size} of ${projects.size} projects: those that a change since ${base} reaches.\n`
      : `Checking every project: ${reason}.\n`,
  );
  return reason === undefined ? affected : undefined;
}

function run(chosen, args) {
  const startedAt = Date.now();
  const projects = chosen === undefined ? [] : ['-p', [...chosen].join(',')];
  const { status } = spawnSync(
    process.execPath,
    [nxProgram(root), 'run-many', '-t', ...targets, ...projects, '--output-style=static', '--nxBail=false', ...args],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, STAGE: 'local', FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
    },
  );
  const fresh = existsSync(runFile) && Date.parse(readJson(runFile).run.startTime) >= startedAt - 1000;
  const tasks = fresh ? readJson(runFile).tasks : [];
  return { status, statusOf: new Map(tasks.map(({ taskId, status: code }) => [taskId, code])) };
}

/** @returns Counts of one project's jest run, and the names of what failed and of what was skipped. */
function jestCounts(project, target, exitCode) {
  const file = join(resultsFolder, `${project}${jestTargets.get(target)}.json`);
  // A project without specs passes without a file; a jest that crashed before it could write one has failed.
  if (!existsSync(file))
    return { passed: 0, skips: [], failures: exitCode === 0 ? [] : [`${project}:${target} did not finish`] };
  const results = readJson(file);
  const failures = results.testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter(({ status: outcome }) => outcome === 'failed');
    if (status === 'failed' && failed.length === 0) return [`${name} could not run`];
    return failed.map(({ fullName }) => `${project}: ${fullName}`);
  });
  if (failures.length === 0 && exitCode !== 0) failures.push(`${project}:${target} failed`);
  // What a test needs and does not find stands in its title.
  const skips = results.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'pending')
    .map(({ fullName }) => `${project}: ${fullName}`);
  return { passed: results.numPassedTests, failures, skips };
}

/** Takes `--since COMMIT` out of the arguments; the rest is Nx's. */
function takeSince(args) {
  const index = args.indexOf('--since');
  if (index < 0) return { rest: args };
  const [, since] = args.splice(index, 2);
  if (!since) throw new Error('--since needs a commit. Usage: npm test -- [--since COMMIT] [OPTION OF NX]...');
  return { since, rest: args };
}

function main(args) {
  if (args.includes('--help')) {
    process.stdout.write('Usage: npm test -- [--since COMMIT] [OPTION OF NX]...\n');
    return;
  }
  const { since, rest } = takeSince(args);
  const chosen = since === undefined ? undefined : projectsChangedSince(since);
  rmSync(resultsFolder, { recursive: true, force: true });
  const { status, statusOf } = run(chosen, rest);
  let passed = 0;
  let testCount = 0;
  const failures = [];
  const skips = [];
  for (const { project, target } of expectedTasks(chosen)) {
    const exitCode = statusOf.get(`${project}:${target}`);
    if (exitCode === undefined) {
      failures.push(`${project}:${target} did not run`);
    } else if (jestTargets.has(target)) {
      const counts = jestCounts(project, target, exitCode);
      passed += counts.passed;
      testCount += counts.passed + counts.failures.length;
      failures.push(...counts.failures);
      skips.push(...counts.skips);
    } else if (exitCode === 0) {
      passed += 1;
    } else {
      failures.push(`${project}:${target} failed`);
    }
  }
  if (status !== 0 && failures.length === 0) failures.push('nx run-many failed');
  // Whatever changed, the tests of libs/tooling are among what it reaches.
  if (testCount === 0) failures.push('no test ran');
  for (const skip of skips) process.stdout.write(`SKIPPED ${skip}\n`);
  for (const failure of failures) process.stdout.write(`FAILED ${failure}\n`);
  const skipped = skips.length > 0 ? `, ${skips.length} skipped` : '';
  process.stdout.write(`${passed} passed, ${failures.length} failed${skipped}\n`);
  process.exit(failures.length > 0 ? 1 : 0);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}
