/**
 * Plays the demo with one service of another commit among those that lie here, each in turn: what runs in an account
 * between two deploys, or after a rollback.
 *
 * `node libs/tooling/mix-versions.ts COMMIT` exits with 1 if a report is not complete, a number is another one than today's,
 * or a destination gets nothing.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { prepareLocalCloud } from './commands/prepare-local-cloud.ts';
import { fail, runNode } from './commands/run-node.ts';
import { findCommit, git } from './git.ts';
import { installIn } from './install.js';
import { nxProgram } from './nx-program.ts';
import { serviceNames } from './project-layers.ts';

const root = join(import.meta.dirname, '../..');

/** What the machine takes for a request, which no two demos have in common. */
const measured: ReadonlySet<string> = new Set(['activity.p95']);

/** What the demo says of its report, as far as it is compared. */
interface Report {
  readonly status: string;
  readonly values: Readonly<Record<string, number>>;
  /** What destinations got. */
  readonly files: readonly string[];
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** @returns Undefined where no run was opened; what the demo has said then stands in the output. */
function playDemo(folder: string): Report | undefined {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const json = join(folder, 'report.json');
  const program = join(root, 'dist/apps/local/cloud/main.js');
  const args = ['demo', '--quiet', '--at', '2026-11-26T12:30Z', '--out', join(folder, 'out'), '--report-json', json];
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: root, encoding: 'utf8' });
  const text = existsSync(json) ? readFileSync(json, 'utf8') : '';
  if (text === '') {
    say(`${stdout}${stderr}`);
    return undefined;
  }
  const { status, values } = JSON.parse(text) as Pick<Report, 'status' | 'values'>;
  return { status, values, files: readdirSync(join(folder, 'out')) };
}

/** What is wrong with a report, beside the one of today's services. Numbers that only one of them has are none of both. */
export function problemsOf(mixed: Report | undefined, today: Report): string[] {
  if (mixed === undefined) return ['no run was opened'];
  const { status, values, files } = mixed;
  return [
    ...(status === 'complete' ? [] : [`the report is ${status}`]),
    ...Object.entries(today.values)
      .filter(([name, value]) => !measured.has(name) && name in values && values[name] !== value)
      .map(([name, value]) => `${name} is ${values[name]}, not ${value}`),
    ...today.files.filter((file) => !files.includes(file)).map((file) => `there is no ${file}`),
  ];
}

/** Where Nx puts the stack of a service. */
const placeOf = (service: string): string => join('dist/tf/local', `infra-${service}`, 'stacks', service);

/** Synthesizes the stacks of a commit in a folder of its own, with the packages that its lockfile names. */
async function synthesizeIn(folder: string, services: readonly string[]): Promise<void> {
  const problem = installIn(folder, 'Installing the packages of the other version');
  if (problem !== undefined) fail(problem);
  const projects = services.map((service) => `infra-${service}`).join(',');
  const args = [nxProgram(folder), 'run-many', '-t', 'synth', '-p', projects, '--output-style=static'];
  const status = await runNode(args, { cwd: folder, binFolder: join(folder, 'node_modules/.bin'), quiet: true });
  if (status !== 0) fail('The other version could not be built; the output stands above.');
}

/** Puts the stack of another version where the local cloud reads it, and takes it away again. */
function withStackOf<T>(service: string, copy: string, play: () => T): T {
  const place = join(root, placeOf(service));
  const kept = `${place}-of-today`;
  cpSync(place, kept, { recursive: true });
  try {
    rmSync(place, { recursive: true });
    cpSync(join(copy, placeOf(service)), place, { recursive: true });
    return play();
  } finally {
    rmSync(place, { recursive: true, force: true });
    renameSync(kept, place);
  }
}

async function main(base: string): Promise<number> {
  const commit = findCommit(root, base);
  if (commit === undefined) {
    say(`${base || 'Nothing'} is no commit of this clone. Usage: node libs/tooling/mix-versions.ts COMMIT`);
    return 2;
  }
  await prepareLocalCloud({ isQuiet: false });
  mkdirSync(join(root, 'tmp'), { recursive: true });
  const folder = mkdtempSync(join(root, 'tmp/mixed-'));
  const copy = join(folder, 'copy');
  git(root, 'worktree', 'add', '--detach', '--quiet', copy, commit);
  try {
    const services = serviceNames(root).filter((service) => serviceNames(copy).includes(service));
    await synthesizeIn(copy, services);
    const today = playDemo(join(folder, 'demo'));
    if (today === undefined) return 1;
    const problems = services.flatMap((service) => {
      const mixed = withStackOf(service, copy, () => playDemo(join(folder, 'demo')));
      const found = problemsOf(mixed, today);
      say(`${service} of ${base}: ${found.length === 0 ? 'the report is as it should be' : found.join('; ')}`);
      return found;
    });
    return problems.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    git(root, 'worktree', 'prune');
  }
}

if (import.meta.main) process.exitCode = await main(process.argv[2] ?? '');
