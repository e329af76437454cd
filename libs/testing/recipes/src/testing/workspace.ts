import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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
  /** Runs the specs below a folder whose names match. */
  test(folder: string, ...patterns: string[]): Outcome;
  /** Checks the types of these folders alone. */
  typecheck(...folders: string[]): Outcome;
  /** Replaces a text, or what a pattern without groups fits, that stands in a file once. */
  edit(path: string, text: string | RegExp, by: string): void;
  has(path: string): boolean;
  write(path: string, text: string): void;
  /** Everything as it was. */
  reset(): void;
  remove(): void;
}

export function createWorkspace(): Workspace {
  const copy = createScratchCopy();
  const { root } = copy;
  const run = (program: string, ...args: string[]): Outcome => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
      cwd: root,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        STAGE: 'local',
        NX_DAEMON: 'false',
        NX_NO_CLOUD: 'true',
        NO_COLOR: '1',
      },
    });
    return { status, output: `${stdout}${stderr}` };
  };
  return {
    root,
    run,
    generate: (name, options) =>
      run('../libs/testing/recipes/src/testing/run-generator.mts', name, JSON.stringify(options)),
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
    write: (path, text) => writeFileSync(join(root, path), text),
    reset: () => {
      copy.git('reset', '--quiet', '--hard');
      copy.git('clean', '-fdq');
    },
    remove: copy.remove,
  };
}
