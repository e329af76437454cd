import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const project = join(__dirname, '../..');
const modules = join(project, '../../node_modules');

const { bundledPackages, thirdPartyNotices } = jest.requireActual<{
  bundledPackages: (files: readonly string[]) => string[];
  thirdPartyNotices: (names: readonly string[], modules: string) => string;
}>(join(project, 'packaging/third-party-notices.js'));

/** Without what npm tells the scripts that it runs, which this may be one of. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_OPTIONS$/i.test(name)),
);

function run(command: string, args: readonly string[], cwd: string): SpawnSyncReturns<string> {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', env: environment });
  if (result.error) throw result.error;
  return result;
}

function succeed(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = run(command, args, cwd);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stdout}${stderr}`);
  return stdout;
}

const use = `
  const { rows } = runQuery({ query: 'stats count(*) as n', events: [{ timestamp: 0, message: '{}' }] });
  console.log(rows[0][0].value, parseQuery('limit 1').text);
`;

const typedUse = `
  import { type LogEvent, MalformedQueryError, formatQueryError, parseQuery, runQuery } from '@pulso/logs-insights';

  const events: readonly LogEvent[] = [{ timestamp: 0, message: '{}' }];
  const text: string | undefined = runQuery({ query: parseQuery('limit 1'), events, limit: 5 }).rows[0]?.[0]?.value;
  export const shown = (error: unknown): string | undefined =>
    error instanceof MalformedQueryError ? formatQueryError('x', error) : text;
  // @ts-expect-error A query needs events.
  runQuery({ query: 'limit 1' });
`;

const event = '{"timestamp":1,"message":"{\\"user\\":\\"anna\\"}"}\n';

// Building, packing and checking types share the machine with other test runs.
jest.setTimeout(120_000);

describe('the package', () => {
  let folder: string;
  let built: string;
  let installed: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pulso-package-'));
    built = join(folder, 'built');
    installed = join(folder, 'installed');
    mkdirSync(installed);
    succeed(process.execPath, [join(project, 'packaging/build-package.js'), built], folder);
    succeed('npm', ['pack', '--silent', '--pack-destination', folder], built);
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
    writeFileSync(join(installed, 'package.json'), '{"private":true}');
    succeed('npm', ['install', '--offline', '--no-audit', '--no-fund', join(folder, tarball)], installed);
  }, 240_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string, contents: string): string => {
    writeFileSync(join(installed, name), contents);
    return name;
  };

  const command = (): string => join(installed, 'node_modules/@pulso/logs-insights/bin/logs-insights.js');

  it('installs a command', () => {
    file('events.ndjson', event);

    const stdout = succeed(
      'npx',
      ['--no-install', 'logs-insights', 'fields user', 'events.ndjson', '-o', 'csv'],
      installed,
    );

    expect(stdout).toBe('user\r\nanna\r\n');
  });

  it('can be required', () => {
    const script = file('use.cjs', `const { parseQuery, runQuery } = require('@pulso/logs-insights');${use}`);

    expect(succeed(process.execPath, [script], installed)).toBe('1 limit 1\n');
  });

  it('can be imported', () => {
    const script = file('use.mjs', `import { parseQuery, runQuery } from '@pulso/logs-insights';${use}`);

    expect(succeed(process.execPath, [script], installed)).toBe('1 limit 1\n');
  });

  it('has types for modules of both kinds', () => {
    const files = [file('types.cts', typedUse), file('types.mts', typedUse)];
    // The types of Node's own library are not what is checked, and those of a browser are not there.
    const options = ['--module', 'nodenext', '--target', 'es2023', '--lib', 'es2023', '--skipDefaultLibCheck'];

    const { stdout } = run(
      process.execPath,
      [join(modules, 'typescript/bin/tsc'), '--noEmit', '--strict', '--ignoreConfig', ...options, ...files],
      installed,
    );

    expect(stdout).toBe('');
  });

  it('needs no other package and contains no tests', () => {
    const { dependencies, version } = JSON.parse(readFileSync(join(built, 'package.json'), 'utf8'));
    const files = readdirSync(join(installed, 'node_modules/@pulso/logs-insights'), {
      recursive: true,
      encoding: 'utf8',
    });

    expect(dependencies).toBeUndefined();
    expect(succeed(command(), ['--version'], installed)).toBe(`${version}\n`);
    expect(files.filter((name) => /\bspec\b|testing|src|\.ts$(?<!\.d\.ts)/.test(name))).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining(['README.md', 'CHANGELOG.md', 'LICENSE', 'THIRD-PARTY-NOTICES.txt', 'index.d.mts']),
    );
  });

  it('has what its README refers to', () => {
    const readme = readFileSync(join(built, 'README.md'), 'utf8');
    const targets = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target);

    expect(targets.length).toBeGreaterThan(0);
    for (const target of new Set(targets)) {
      expect(readFileSync(join(installed, 'node_modules/@pulso/logs-insights', target), 'utf8')).not.toBe('');
    }
  });

  it('gives the license of every package that is bundled', () => {
    const notices = readFileSync(join(built, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    // In front of what it bundles esbuild writes where that comes from.
    const sources = [...readFileSync(join(built, 'index.js'), 'utf8').matchAll(/^\s*\/\/ (\S*node_modules\/\S+)$/gm)];

    for (const name of bundledPackages(sources.map(([, path = '']) => path))) {
      expect(notices).toContain(readFileSync(join(modules, name, 'LICENSE'), 'utf8').trim());
    }
  });

  it('reads what is piped in, and is not disturbed when the reader of its output stops', () => {
    writeFileSync(join(installed, 'many.ndjson'), event.repeat(20_000));
    const pipe = `cat many.ndjson | '${process.execPath}' '${command()}' -o ndjson 'fields user'`;

    const { stdout, stderr } = run(
      'bash',
      ['-c', `set -o pipefail; (${pipe}; echo "status $?" >&2) | head -n 1`],
      installed,
    );

    expect({ stdout, stderr }).toEqual({ stdout: '{"user":"anna"}\n', stderr: 'status 0\n' });
  });

  it('answers Ctrl-C with the result so far, and 130', async () => {
    const child = spawn(process.execPath, [command(), '-o', 'csv', 'stats count(*) as n'], { env: environment });
    const output: Record<string, string> = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (output['stdout'] += String(chunk)));
    child.stderr.on('data', (chunk) => (output['stderr'] += String(chunk)));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    // A malformed line is told at once: then the command is known to be reading.
    child.stdin.write(`${event.repeat(3)}nonsense\n`);
    await new Promise((resolve) => child.stderr.once('data', resolve));

    child.kill('SIGINT');

    expect(await ended).toBe(130);
    expect(output['stdout']).toBe('n\r\n3\r\n');
    expect(output['stderr']).toContain('interrupted: the result is that of the first');
  });
});

describe('the third-party notices', () => {
  it('are those of the packages that the bundled files belong to', () => {
    expect(
      bundledPackages(['libs/a.ts', 'node_modules/re2js/build/index.js', 'x/node_modules/a/node_modules/@b/c/d.js']),
    ).toEqual(['@b/c', 're2js']);
  });

  it('name every package with its version and give its license', () => {
    const text = thirdPartyNotices(['re2js'], modules);

    expect(text).toMatch(/^re2js \d+\.\d+\.\d+ \(MIT\)$/m);
    expect(text).toContain(readFileSync(join(modules, 're2js/LICENSE'), 'utf8').trim());
  });

  it('are refused for a package whose license is not there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pulso-notices-'));
    mkdirSync(join(folder, 'x'));
    copyFileSync(join(modules, 're2js/package.json'), join(folder, 'x/package.json'));

    expect(() => thirdPartyNotices(['x'], folder)).toThrow('x is bundled and has no license file.');
    rmSync(folder, { recursive: true });
  });
});
