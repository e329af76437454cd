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

const run = (args: readonly string[], path = process.env['PATH'] ?? '') =>
  spawnSync(process.execPath, [program, ...args], { cwd: root, encoding: 'utf8', env: { ...process.env, PATH: path } });

describe('the benchmark', () => {
  it('finds both answering alike, or says that jq is missing', () => {
    const { status, stdout, stderr } = run(['--events', '2000', '--rounds', '1']);

    if (stderr.includes('jq is not installed')) return;
    expect(stdout).not.toContain('FAILED');
    expect(status).toBe(0);
    expect(stdout.match(/^\| [a-z ,]+ \| +[\d.]+ \| +[\d.]+ \|$/gm)).toHaveLength(3);
  }, 120_000);

  it('says how to get jq where there is none', () => {
    const { status, stderr } = run(['--events', '2000'], __dirname);

    expect(status).toBe(1);
    expect(stderr).toBe('jq is not installed: `apt install jq` or `brew install jq`.\n');
  }, 120_000);

  it.each([
    [['--events', 'many'], '--events must be a whole number from 1 to 100000000, got "many".'],
    [['--fast'], 'Unknown option'],
  ])('explains a command line that it can not use: %j', (args, message) => {
    const { status, stderr } = run(args);

    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
