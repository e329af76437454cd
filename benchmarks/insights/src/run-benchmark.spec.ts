import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { build } from 'esbuild';

const root = join(__dirname, '../../..');
const program = join(root, 'dist/benchmark-specs/insights.js');

beforeAll(() =>
  build({
    entryPoints: [join(__dirname, 'main.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    tsconfig: join(root, 'tsconfig.base.json'),
    logLevel: 'silent',
  }),
);

const questions = ['Q1', 'Q2', 'Q3', 'Q4'];

const run = (args: readonly string[], path = process.env['PATH'] ?? '') =>
  spawnSync(process.execPath, [program, ...args], { cwd: root, encoding: 'utf8', env: { ...process.env, PATH: path } });

const smallRun = ['--events', '2000', '--rounds', '1', '--warm-runs', '1'];

describe('the benchmark', () => {
  it('finds all contenders that are installed answering alike, from the file and from tables', () => {
    const { status, stdout } = run(smallRun);

    expect(stdout).not.toContain('FAILED');
    expect(status).toBe(0);
    for (const question of questions) {
      // Once for the file, once for the table.
      expect(stdout.match(new RegExp(`^\\| ${question} +\\| logs-insights +\\|`, 'gm'))).toHaveLength(2);
    }
    for (const contender of ['jq', 'DuckDB']) {
      const isLeftOut = stdout.includes(`${contender} is not installed and was left out`);
      expect(new RegExp(`^\\| Q1 +\\| ${contender} +\\|`, 'm').test(stdout)).toBe(!isLeftOut);
    }
  }, 120_000);

  it('goes without jq where there is none, and says how to get it', () => {
    const { status, stdout } = run([...smallRun, '--only', 'q1'], __dirname);

    expect(status).toBe(0);
    expect(stdout).toContain('jq is not installed and was left out: `apt install jq` or `brew install jq`.');
    expect(stdout).not.toMatch(/^\| Q1 +\| jq/m);
  }, 120_000);

  it('explains a command line that it can not use', () => {
    const { status, stderr } = run(['--events', 'many']);

    expect(status).toBe(2);
    expect(stderr).toBe('--events must be a whole number from 1 to 100000000, got "many".\n');
  });
});
