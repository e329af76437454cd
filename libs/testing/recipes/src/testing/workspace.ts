import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../../../../..');

/** A copy of the repository, in which a developer follows recipes. */
export interface Workspace {
  /** Runs a generator, as `npx nx g @pulso/tooling:NAME` does. @throws {Error} With what it said. */
  generate(name: string, ...args: string[]): void;
  /** Replaces a text, or what a pattern fits, that stands in a file once. */
  edit(path: string, text: string | RegExp, by: string): void;
  write(path: string, text: string): void;
  read(path: string): string;
  /**
   * Formats, commits, and does what CONTRIBUTING asks for before a change is handed in.
   *
   * @returns The lines of `npm test -- --since HEAD~1` that say what has failed, and the last one.
   */
  check(): readonly string[];
  remove(): void;
}

/** What a developer's shell has: Nx and jest must not learn that they run within others. */
const environment = {
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  FORCE_COLOR: '0',
};

/** Copies the repository as it lies here, committed or not, into a repository of its own with one commit. */
export function createWorkspace(): Workspace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pulso-recipes-')));
  const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard', '--deduplicate'], { cwd: root });
  for (const path of `${listed}`.split('\0').filter(Boolean)) cpSync(join(root, path), join(folder, path));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const git = (...args: string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: folder });
  const commit = (message: string): void => {
    git('add', '--all');
    git('commit', '--quiet', '--no-gpg-sign', '--message', message);
  };
  git('init', '--quiet', '--initial-branch=main');
  // The link is no folder, which the pattern of .gitignore asks for.
  writeFileSync(join(folder, '.git/info/exclude'), 'node_modules\n');
  commit('base');
  const run = (program: string, ...args: string[]) =>
    spawnSync(process.execPath, [join(folder, program), ...args], {
      ...{ cwd: folder, encoding: 'utf8', env: environment, maxBuffer: 256 << 20 },
    });
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  return {
    generate: (name, ...args) => {
      const { status, stdout, stderr } = run('node_modules/nx/dist/bin/nx.js', 'g', `@pulso/tooling:${name}`, ...args);
      if (status !== 0) throw new Error(`${stdout}${stderr}`);
    },
    edit: (path, text, by) => {
      const parts = read(path).split(text);
      if (parts.length !== 2) throw new Error(`${path} has "${String(text)}" ${parts.length - 1} times, not once.`);
      writeFileSync(join(folder, path), parts.join(by));
    },
    write: (path, text) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    read,
    check: () => {
      run('node_modules/oxfmt/bin/oxfmt');
      commit('The recipes');
      const lines = run('libs/tooling/run-tests.ts', '--since', 'HEAD~1').stdout.trim().split('\n');
      return [...lines.filter((line) => line.startsWith('FAILED ')), lines.at(-1) ?? ''];
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
