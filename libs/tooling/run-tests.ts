/**
 * `npm test`: runs every check of every project and counts them. With `--since COMMIT` it leaves out the projects that no
 * change since that commit reaches, where the project graph can tell.
 *
 * Test counts come from the result files that jest writes and that Nx restores together with a cached task, so a cached
 * run counts what an uncached one counts. Every other task (format, docs-check, lint, typecheck, build, synth, check)
 * counts as one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { changedPaths, reasonForEverything } from './changed-scope.ts';
import { countChecks, type JestResults, type Task } from './count-checks.ts';
import { git } from './deploy/git.ts';
import { nxProgram } from './nx-program.ts';
import { layerOf, projectFolders, readProject } from './project-layers.ts';
import { testedBy } from './tested-elsewhere.ts';

const root = join(import.meta.dirname, '../..');
const resultsFolder = join(root, 'dist/test-results');
const runFile = join(root, '.nx/cache/run.json');
const targets = ['format', 'docs-check', 'lint', 'typecheck', 'build', 'synth', 'check', 'test', 'e2e', 'differential'];

/** The targets that run jest, with the ends of their result files' names. */
const jestTargets = new Map<string, string>([
  ['test', ''],
  ['e2e', '-e2e'],
  ['differential', '-differential'],
]);

const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8'));

/** What Nx writes down of a run, as far as it is read here. */
interface NxRun {
  readonly run: { readonly startTime: string };
  readonly tasks: readonly { readonly taskId: string; readonly status: number }[];
}

/** Names of projects; undefined: all. */
type Chosen = ReadonlySet<string> | undefined;

interface ExpectedTask {
  readonly project: string;
  readonly folder: string;
  readonly target: string;
}

/**
 * Every task that must have run, from the projects' own folders and files: a task that Nx skipped has not passed.
 *
 * @param chosen - Names of projects; undefined: all.
 */
function expectedTasks(chosen: Chosen): ExpectedTask[] {
  return projectFolders(root).flatMap((folder) => {
    const { name, targets: own = {} } = readProject(root, folder);
    if (chosen !== undefined && !chosen.has(name)) return [];
    const inferred = layerOf(folder).targets;
    return targets
      .filter((target) => target in own || inferred.includes(target))
      .map((target) => ({ project: name, folder, target }));
  });
}

/** @returns The projects that a change since `base` reaches; undefined, and why, when that is every project. */
function projectsChangedSince(base: string): Chosen {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [nxProgram(root), 'show', 'projects', '--affected', `--base=${base}`, '--head=HEAD', '--json'],
    { cwd: root, encoding: 'utf8', env: { ...process.env, STAGE: 'local' } },
  );
  if (status !== 0) throw new Error(`Nx can't tell what has changed since ${base}: ${stderr.trim()}`);
  const affected = new Set<string>(JSON.parse(stdout));
  const projects = new Map(projectFolders(root).map((folder) => [folder, readProject(root, folder).name]));
  const reason = reasonForEverything(changedPaths(root, base), projects, affected);
  process.stdout.write(
    reason === undefined
      ? `Checking ${affected.size} of ${projects.size} projects: those that a change since ${base} reaches.\n`
      : `Checking every project: ${reason}.\n`,
  );
  return reason === undefined ? affected : undefined;
}

function run(
  chosen: Chosen,
  args: readonly string[],
): { status: number | null; statusOf: ReadonlyMap<string, number> } {
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
  const last = existsSync(runFile) ? readJson<NxRun>(runFile) : undefined;
  const isFresh = last !== undefined && Date.parse(last.run.startTime) >= startedAt - 1000;
  const tasks = isFresh ? last.tasks : [];
  return { status, statusOf: new Map(tasks.map(({ taskId, status: code }) => [taskId, code])) };
}

/** What jest should find below a project, as jest.preset.js says it. */
function specsOf(folder: string, target: string): string[] {
  const targetOf = (path: string): string => /\.(differential|e2e)\.spec\.ts$/.exec(path)?.[1] ?? 'test';
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path}`)
    .filter((path) => /\/src\/.*\.spec\.ts$/.test(path) && !path.includes('/node_modules/'))
    .filter((path) => targetOf(path) === target);
}

/** @returns What jest brings to the count of a task; nothing for other tasks. */
function jestPart({ project, folder, target }: ExpectedTask): Pick<Task, 'specs' | 'testedBy' | 'results'> {
  if (!jestTargets.has(target)) return {};
  const file = join(resultsFolder, `${project}${jestTargets.get(target)}.json`);
  return {
    specs: specsOf(folder, target),
    testedBy: testedBy(folder),
    ...(existsSync(file) && { results: readJson<JestResults>(file) }),
  };
}

/** Takes `--since COMMIT` out of the arguments; the rest is Nx's. */
function takeSince(args: string[]): { readonly since?: string; readonly rest: string[] } {
  const index = args.indexOf('--since');
  if (index < 0) return { rest: args };
  const [, since] = args.splice(index, 2);
  if (!since) throw new Error('--since needs a commit. Usage: npm test -- [--since COMMIT] [OPTION OF NX]...');
  return { since, rest: args };
}

function main(args: string[]): void {
  if (args.includes('--help')) {
    process.stdout.write('Usage: npm test -- [--since COMMIT] [OPTION OF NX]...\n');
    return;
  }
  const { since, rest } = takeSince(args);
  const chosen = since === undefined ? undefined : projectsChangedSince(since);
  rmSync(resultsFolder, { recursive: true, force: true });
  const { status, statusOf } = run(chosen, rest);
  const tasks = expectedTasks(chosen).map((task) => ({
    ...task,
    ...jestPart(task),
    exitCode: statusOf.get(`${task.project}:${task.target}`),
  }));
  const { passed, failures, skips } = countChecks(tasks);
  // What the other branch has gained meanwhile is no loss of this one.
  const base = since === undefined ? 'HEAD' : git(root, 'merge-base', since, 'HEAD').trim();
  const versions = join(root, 'libs/tooling/versions/main.ts');
  const compared = spawnSync(process.execPath, [versions, base], { cwd: root, encoding: 'utf8' });
  if (compared.status !== 0) {
    process.stdout.write(`${compared.stdout}${compared.stderr}`);
    failures.push(`services of ${base} and of today do not understand each other, as it says above`);
  }
  if (status !== 0 && failures.length === 0) failures.push('nx run-many failed');
  for (const skip of skips) process.stdout.write(`SKIPPED ${skip}\n`);
  for (const failure of failures) process.stdout.write(`FAILED ${failure}\n`);
  const skipped = skips.length > 0 ? `, ${skips.length} skipped` : '';
  process.stdout.write(`${passed} passed, ${failures.length} failed${skipped}\n`);
  process.exit(failures.length > 0 ? 1 : 0);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(2);
}
