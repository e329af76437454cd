/**
 * `node libs/tooling/versions/main.ts COMMIT` tells whether the services of a commit and those of this folder understand
 * each other, whichever is deployed first. It prints what one of them would lose, and exits with 1 if there is anything.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { buildSync } from 'esbuild';

import { findCommit, git } from '../git.ts';

const root = join(import.meta.dirname, '../../..');

/** What the two versions are told apart by: what they write and how they read. Its docstring says what it exports. */
const program = 'libs/testing/simulation/src/versions/program.ts';

/** The sources of its bundle. */
const sources = ['libs', 'tsconfig.base.json'];

const countPerContent = 100;

const advice =
  'Services are deployed one at a time, and rolled back. Let readers take both forms and deploy them first; what is not ' +
  'written until then, or not any more, stands under notSent in libs/testing/simulation/src/versions/exchanges.ts.';

interface Version {
  readonly compareVersions: (today: object, base: object, seed: number, countPerContent: number) => string[];
}

function bundle(folder: string, outfile: string): string {
  buildSync({
    ...{ absWorkingDir: folder, entryPoints: [program], outfile, tsconfig: join(folder, 'tsconfig.base.json') },
    ...{ bundle: true, minifyWhitespace: true, packages: 'external', platform: 'node', format: 'cjs' },
    logLevel: 'error',
  });
  return outfile;
}

/** Bundles both with the packages that are installed here, which are found above the folder. */
function compareWith(commit: string): string[] {
  if (git(root, 'ls-tree', '--name-only', commit, '--', program) === '') {
    process.stderr.write(`Not compared: ${commit} has no ${program}.\n`);
    process.exit(2);
  }
  if (git(root, 'diff', '--name-only', commit, '--', ...sources) === '') return [];
  mkdirSync(join(root, 'tmp'), { recursive: true });
  const folder = mkdtempSync(join(root, 'tmp/versions-'));
  try {
    const archive = join(folder, 'sources.tar');
    git(root, 'archive', '--format=tar', `--output=${archive}`, commit, '--', ...sources);
    execFileSync('tar', ['-xf', archive, '-C', folder]);
    const bundles = [bundle(root, join(folder, 'today.cjs')), bundle(folder, join(folder, 'base.cjs'))] as const;
    if (readFileSync(bundles[0]).equals(readFileSync(bundles[1]))) return [];
    const [today, base] = bundles.map((path) => createRequire(path)(path) as Version) as [Version, Version];
    return today.compareVersions(
      { ...today, label: 'today' },
      { ...base, label: commit.slice(0, 7) },
      1,
      countPerContent,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the other branch gained meanwhile is not lost by this one. A shallow clone may not know where they part. */
function forkOf(name: string): string {
  const commit = findCommit(root, name);
  if (commit === undefined) {
    process.stderr.write(`${name} is no commit of this clone.\n`);
    process.exit(2);
  }
  return spawnSync('git', ['merge-base', commit, 'HEAD'], { cwd: root, encoding: 'utf8' }).stdout.trim() || commit;
}

const [base = 'HEAD'] = process.argv.slice(2);
const losses = compareWith(forkOf(base));
for (const loss of losses) process.stdout.write(`${loss}\n`);
process.stdout.write(losses.length === 0 ? `Nothing is lost between ${base} and this.\n` : `${advice}\n`);
process.exitCode = losses.length === 0 ? 0 : 1;
