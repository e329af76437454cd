/**
 * `npm test`: runs every check of every project by Nx and counts them; with `--since COMMIT` those of the projects that a
 * change since that commit affects.
 *
 * Tests are counted from the reports of jest, which Nx restores with a cached task. Every other task counts as one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { findCommit } from './git.ts';
import { nxProgram } from './nx-program.ts';

const usage = 'Usage: npm test -- [--since COMMIT] [OPTION OF NX]...';
const root = join(import.meta.dirname, '../..');
const resultsFolder = join(root, 'dist/test-results');
const runFile = join(root, '.nx/cache/run.json');
const jestTargets = ['test', 'e2e'];
const targets = ['format', 'docs-check', 'lint', 'typecheck', 'build', 'synth', 'check', ...jestTargets];

/** The part of jest's reports that is counted. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** The fields of Nx's record of a run that are read here. */
interface NxRun {
  readonly run: { readonly startTime: string };
  readonly tasks: readonly {
    readonly taskId: string;
    readonly target: { readonly target: string };
    readonly status: number;
  }[];
}

const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8'));

/** @returns The exit status of Nx, and its tasks. */
function runNx(since: string | undefined, args: readonly string[]): { status: number | null; tasks: NxRun['tasks'] } {
  const startedAt = Date.now();
  const chosen = since === undefined ? ['run-many'] : ['affected', `--base=${since}`];
  const { status } = spawnSync(
    process.execPath,
    [nxProgram(root), ...chosen, '-t', ...targets, '--output-style=static', '--nxBail=false', ...args],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, STAGE: 'local', FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
    },
  );
  const last = existsSync(runFile) ? readJson<NxRun>(runFile) : undefined;
  const isFresh = last !== undefined && Date.parse(last.run.startTime) >= startedAt - 1000;
  return { status, tasks: isFresh ? last.tasks : [] };
}

/** What services of a commit and those of this folder would not understand of each other. */
function problemsBetweenVersions(since: string): string[] {
  const program = join(root, 'libs/tooling/versions/main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, since], { cwd: root, encoding: 'utf8' });
  process.stdout.write(status === 1 ? stdout : stderr);
  return status === 1 ? [`services of ${since} and of today do not understand each other, as it says above`] : [];
}

/** A spec in a place or under a name that jest ignores would never fail. */
function specsThatJestPassesOver(reports: readonly Report[]): string[] {
  const seen = reports.flatMap(({ testResults }) => testResults.map(({ name }) => name));
  return globSync('{apps,infra,libs}/**/*.spec.ts', { cwd: root, exclude: ['**/node_modules/**'] })
    .filter((spec) => !isForTheNight(spec) && !seen.some((name) => name.endsWith(`/${spec}`)))
    .map((spec) => `${spec} was not run`);
}

/** Same as in jest.preset.js. */
const isForTheNight = (spec: string): boolean => spec.includes('.nightly.') && process.env['NIGHTLY'] !== '1';

function main(args: readonly string[]): number {
  const { since, rest } = takeSince(args);
  rmSync(resultsFolder, { recursive: true, force: true });
  const { status, tasks } = runNx(since, rest);
  const reports = existsSync(resultsFolder)
    ? readdirSync(resultsFolder).map((file) => readJson<Report>(join(resultsFolder, file)))
    : [];
  const tests = reports.flatMap(({ testResults }) => testResults).flatMap(({ assertionResults }) => assertionResults);
  const testsThat = (outcome: string): string[] =>
    tests.filter((test) => test.status === outcome).map(({ fullName }) => fullName);
  const failures = [
    ...tasks.filter((task) => task.status !== 0).map(({ taskId }) => taskId),
    ...testsThat('failed'),
    ...(since === undefined && rest.length === 0 ? specsThatJestPassesOver(reports) : []),
    ...(since === undefined ? [] : problemsBetweenVersions(since)),
  ];
  if (status !== 0 && failures.length === 0) failures.push('Nx has failed, as it says above');
  const checks = tasks.filter((task) => task.status === 0 && !jestTargets.includes(task.target.target));
  const skips = testsThat('pending');
  for (const skip of skips) process.stdout.write(`SKIPPED ${skip}\n`);
  for (const failure of failures) process.stdout.write(`FAILED ${failure}\n`);
  const skipped = skips.length > 0 ? `, ${skips.length} skipped` : '';
  process.stdout.write(`${testsThat('passed').length + checks.length} passed, ${failures.length} failed${skipped}\n`);
  return failures.length > 0 ? 1 : 0;
}

/** Takes `--since COMMIT` out of the arguments; the rest is Nx's. */
function takeSince(args: readonly string[]): { readonly since?: string; readonly rest: readonly string[] } {
  const words = args.flatMap((arg) => (arg.startsWith('--since=') ? ['--since', arg.slice('--since='.length)] : [arg]));
  const index = words.indexOf('--since');
  if (index < 0) return { rest: args };
  const commit = findCommit(root, words[index + 1] ?? '');
  if (commit === undefined) throw new Error(`--since needs a commit of this clone. ${usage}`);
  return { since: commit, rest: words.toSpliced(index, 2) };
}

try {
  const args = process.argv.slice(2);
  if (args.includes('--help')) process.stdout.write(`${usage}\n`);
  else process.exitCode = main(args);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}
