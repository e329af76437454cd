/**
 * Plays the demo with one service of another commit among those that lie here, each in turn: what runs in an account
 * between two deploys, or after a rollback.
 *
 * `node libs/tooling/mix-versions.ts COMMIT` exits with 1 if a report is not complete, a number is another one than today's,
 * or a destination gets nothing.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { prepareLocalCloud } from './commands/prepare-local-cloud.ts';
import { buildStacks } from './deploy/build-stacks.ts';
import { checkOutCommit } from './deploy/commit-copy.ts';
import { projectOf } from './deploy/deploy-order.ts';
import { findCommit } from './deploy/git.ts';
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

/** Puts the stack of another version where the local cloud reads it, and takes it away again. */
function withStackOf<T>(service: string, folder: string, play: () => T): T {
  const place = join(root, 'dist/tf', projectOf(service), 'stacks', service);
  const kept = join(folder, `${service}-of-today`);
  cpSync(place, kept, { recursive: true });
  try {
    rmSync(place, { recursive: true });
    cpSync(join(folder, service), place, { recursive: true });
    return play();
  } finally {
    rmSync(place, { recursive: true, force: true });
    cpSync(kept, place, { recursive: true });
  }
}

async function main(base: string): Promise<number> {
  const commit = findCommit(root, base);
  if (commit === undefined) {
    say(`${base || 'Nothing'} is no commit of this clone. Usage: node libs/tooling/mix-versions.ts COMMIT`);
    return 2;
  }
  await prepareLocalCloud({ isQuiet: false });
  const copy = checkOutCommit(root, commit);
  const folder = mkdtempSync(join(root, 'tmp/mixed-'));
  try {
    const services = serviceNames(root).filter((service) => serviceNames(copy.root).includes(service));
    const stacks = join(folder, 'stacks');
    const into = (service: string): string => join(stacks, service);
    const build = { root: copy.root, stacks: services, stage: 'local', stateBucket: '', into, say };
    await buildStacks({ ...build, target: 'synth' });
    const today = playDemo(join(folder, 'demo'));
    if (today === undefined) return 1;
    const problems = services.flatMap((service) => {
      const mixed = withStackOf(service, stacks, () => playDemo(join(folder, 'demo')));
      const found = problemsOf(mixed, today);
      say(`${service} of ${base}: ${found.length === 0 ? 'the report is as it should be' : found.join('; ')}`);
      return found;
    });
    return problems.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    copy.remove();
  }
}

if (import.meta.main) process.exitCode = await main(process.argv[2] ?? '');
