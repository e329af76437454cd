/**
 * `npm run bench -- workspace` prints the CPU seconds of the inner loop's commands, user and system of all processes,
 * beside their limits; with `--cold` also `npm test` without any cache.
 *
 * Everything runs in a copy of the last commit, with the packages that are installed here and, without `--cold`, a copy of
 * Nx's cache. Compare figures of one quiet machine.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '../../..');
const { values } = parseArgs({ options: { cold: { type: 'boolean', default: false } } });
const parent = mkdtempSync(join(tmpdir(), 'workspace-'));
const copy = join(parent, 'copy');

/** The times go to standard error, and the command's output to descriptor 3. */
const script = `TIMEFORMAT='%U %S'; time "$@" >&3 2>&3`;

/** @returns The CPU seconds of a command and its children. */
function measure(...command: readonly string[]): number {
  process.stderr.write(`${command.join(' ')}\n`);
  // The decimal point of times is the locale's.
  const env = { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true', LC_ALL: 'C' };
  const { status, stderr, output } = spawnSync('bash', ['-c', script, 'bash', ...command], {
    ...{ cwd: copy, encoding: 'utf8', env, maxBuffer: 64 << 20 },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  if (status !== 0) throw new Error(`It ended with status ${status}: ${output[3]?.slice(-2_000)}`);
  return stderr
    .trim()
    .split(' ')
    .reduce((sum, seconds) => sum + Number(seconds), 0);
}

type Figure = [what: string, seconds: number, most: number];

function makeCopy(): void {
  execFileSync('git', ['clone', '--quiet', root, copy]);
  mkdirSync(join(copy, 'node_modules'));
  // One by one, so that the folder has a cache of its own.
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '.cache') symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name));
  for (const name of values.cold ? [] : ['.nx', 'dist'])
    if (existsSync(join(root, name))) cpSync(join(root, name), join(copy, name), { recursive: true });
}

function commitComment(): void {
  appendFileSync(join(copy, 'libs/domain/report-rendering/src/index.ts'), '// A comment.\n');
  const author = ['-c', 'user.name=Benchmark', '-c', 'user.email=benchmark@localhost'];
  execFileSync('git', [...author, 'commit', '--quiet', '--no-verify', '-am', 'Add a comment'], { cwd: copy });
}

try {
  makeCopy();
  const test = [process.execPath, 'libs/tooling/run-tests.ts'];
  const jest = [process.execPath, 'node_modules/jest/bin/jest.js', '--rootDir=libs/domain/fan-out', 'dispatch.spec'];
  const filling = measure(...test);
  const warm = measure(...test);
  // The first time Jest transforms what it loads, and caches it by the file's place.
  measure(...jest);
  const spec = measure(...jest);
  commitComment();
  const comment = measure(...test, '--since', 'HEAD~1');
  const figures: readonly Figure[] = [
    ...(values.cold ? [['npm test, cold', filling, 300] satisfies Figure] : []),
    ['npm test, nothing changed', warm, 4],
    ['npm test, a comment in report-rendering', comment, 40],
    ['one spec of fan-out', spec, 1.5],
  ];
  for (const [what, seconds, most] of figures)
    process.stdout.write(`${what.padEnd(42)}${seconds.toFixed(1).padStart(8)} CPU seconds, at most ${most}\n`);
  process.stdout.write(`${cpus()[0]?.model}, ${cpus().length} cores; Node ${process.version}\n`);
} finally {
  rmSync(parent, { recursive: true });
}
