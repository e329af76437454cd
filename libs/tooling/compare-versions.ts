/**
 * Whether the services of a commit and those that lie here understand each other, whichever of them is deployed first.
 *
 * `node libs/tooling/compare-versions.ts COMMIT` prints what one of them would lose, and exits with 1 if there is anything.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { buildSync } from 'esbuild';

import { findCommit, git } from './git.ts';

/** What the two versions are told apart by: what they write and how they read. Its docstring says what it exports. */
const program = 'libs/testing/contract-specs/src/versions/version.ts';

/** What it is bundled from. */
const sources = ['libs', 'tsconfig.base.json'];

const countPerContent = 100;

interface Version {
  readonly compareVersions: (today: object, base: object, seed: number, countPerContent: number) => string[];
}

/**
 * Bundles what both versions write and read, and gives each what the other one writes, made up by chance.
 *
 * Both are bundled with the packages that are installed here.
 *
 * @param base - A commit.
 * @returns A sentence for each content that a reader of the other version would lose; none where nothing has changed.
 * @throws {Error} git does not know the commit.
 */
export function lostBetweenVersions(root: string, base: string, seed = 1): string[] {
  const commit = findCommit(root, base);
  if (commit === undefined) throw new Error(`${base} is no commit of this clone`);
  const isOlder = git(root, 'ls-tree', '--name-only', commit, '--', program) === '';
  if (isOlder || git(root, 'diff', '--name-only', commit, '--', ...sources) === '') return [];
  const parent = join(root, 'tmp');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'versions-'));
  try {
    unpack(root, commit, folder);
    const [today, then] = [loadVersion(root, join(folder, 'today.cjs')), loadVersion(folder, join(folder, 'base.cjs'))];
    const label = commit.slice(0, 7);
    return today.compareVersions({ ...today, label: 'today' }, { ...then, label }, seed, countPerContent);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the sources of a commit into a folder. Packages are found above it. */
function unpack(root: string, commit: string, folder: string): void {
  const archive = join(folder, 'sources.tar');
  git(root, 'archive', '--format=tar', `--output=${archive}`, commit, '--', ...sources);
  execFileSync('tar', ['-xf', archive, '-C', folder]);
}

function loadVersion(root: string, outfile: string): Version {
  buildSync({
    ...{ absWorkingDir: root, entryPoints: [program], outfile, tsconfig: join(root, 'tsconfig.base.json') },
    ...{ bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' },
  });
  return createRequire(outfile)(outfile) as Version;
}

/** What to do about such sentences. */
export const adviceOnVersions =
  'Services are deployed one at a time, and rolled back. Let readers take both forms and deploy them first; what is not ' +
  'written until then, or not any more, stands in libs/testing/contract-specs/src/versions/not-sent.ts.';

if (import.meta.main) {
  const [base = ''] = process.argv.slice(2);
  const losses = lostBetweenVersions(join(import.meta.dirname, '../..'), base, Date.now() & 0xffff);
  for (const loss of losses) process.stdout.write(`${loss}\n`);
  process.stdout.write(losses.length === 0 ? `Nothing is lost between ${base} and this.\n` : `${adviceOnVersions}\n`);
  process.exitCode = losses.length === 0 ? 0 : 1;
}
