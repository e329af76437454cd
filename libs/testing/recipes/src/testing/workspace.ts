import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { checkAffected } from './check-affected';

interface ScratchCopy {
  readonly root: string;
  git(...args: string[]): string;
  remove(): void;
}

const { createScratchCopy } = jest.requireActual<{ createScratchCopy: () => ScratchCopy }>(
  '../../../../tooling/src/testing/scratch-copy',
);

/** What a command said, colours left out. */
export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/** A copy of the repository, in which a developer follows recipes. */
export interface Workspace {
  readonly root: string;
  run(program: string, ...args: string[]): Outcome;
  /** Runs a generator without Nx around it, which takes seconds each time. */
  generate(name: string, options: object): Outcome;
  /** Writes the transcripts anew, as docs/testing.md says. */
  updateTranscripts(): Outcome;
  /** Has a project's specs whose names match write what they hold against the code. */
  updateDocs(folder: string, pattern: string): Outcome;
  /** Runs the specs below a folder whose names match. */
  test(folder: string, ...patterns: string[]): Outcome;
  /**
   * Does what CONTRIBUTING asks for before a change is handed in: every check of every project that it reaches, but for
   * these recipes themselves.
   *
   * @returns What is red, with the reason; empty: all is green.
   */
  checkAffected(): readonly string[];
  /** Checks the types of these folders alone. */
  typecheck(...folders: string[]): Outcome;
  /** Replaces a text, or what a pattern without groups fits, that stands in a file once. */
  edit(path: string, text: string | RegExp, by: string): void;
  has(path: string): boolean;
  write(path: string, text: string): void;
  read(path: string): string;
  /** Formats what was written, as `npm run format` does. */
  format(): void;
  /** Everything as it was. */
  reset(): void;
  remove(): void;
}

/** What a developer's shell has: Nx and jest must not learn that they run within others. */
const environment = {
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  STAGE: 'local',
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  FORCE_COLOR: '0',
};

function runIn(root: string, program: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...environment, ...more },
    maxBuffer: 256 << 20,
  });
  return { status, output: `${stdout}${stderr}` };
}

export function createWorkspace(): Workspace {
  const copy = createScratchCopy();
  const { root } = copy;
  const run = (program: string, ...args: string[]): Outcome => runIn(root, program, args);
  return {
    root,
    run,
    generate: (name, options) =>
      run('../libs/testing/recipes/src/testing/run-generator.mts', name, JSON.stringify(options)),
    updateTranscripts: () =>
      runIn(
        root,
        'nx/dist/bin/nx.js',
        ['e2e', 'local-cloud', 'transcript', '--output-style=static'],
        // In every language, also in those that a commit does not try.
        { UPDATE_DOCS: '1', NIGHTLY: '1' },
      ),
    updateDocs: (folder, pattern) =>
      runIn(root, 'jest/bin/jest.js', [`--rootDir=${folder}`, '-w', '1', pattern], { UPDATE_DOCS: '1' }),
    checkAffected: () => checkAffected(root, run),
    test: (folder, ...patterns) => run('jest/bin/jest.js', `--rootDir=${folder}`, '-w', '1', ...patterns),
    typecheck: (...folders) => {
      const config = { extends: './tsconfig.json', include: folders };
      writeFileSync(join(root, 'tsconfig.recipe.json'), JSON.stringify(config));
      return run('typescript-7/bin/tsc', '-p', 'tsconfig.recipe.json');
    },
    edit: (path, text, by) => {
      const parts = readFileSync(join(root, path), 'utf8').split(text);
      if (parts.length !== 2) throw new Error(`${path} has "${String(text)}" ${parts.length - 1} times, not once.`);
      writeFileSync(join(root, path), parts.join(by));
    },
    has: (path) => existsSync(join(root, path)),
    write: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    read: (path) => readFileSync(join(root, path), 'utf8'),
    format: () => {
      const changed = copy.git('ls-files', '--modified', '--others', '--exclude-standard').trim().split('\n');
      run('prettier/bin/prettier.cjs', '--write', '--ignore-unknown', ...changed);
    },
    reset: () => {
      copy.git('reset', '--quiet', '--hard');
      copy.git('clean', '-fdq');
    },
    remove: copy.remove,
  };
}
