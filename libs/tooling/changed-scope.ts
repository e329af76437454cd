/**
 * How much of the repository a change asks to be checked.
 */
import { spawnSync } from 'node:child_process';

/**
 * Projects that others are built, tested or checked with, without an edge in the project graph: a change of theirs says
 * nothing about which others it reaches.
 */
const reachesEverything = ['libs/tooling', 'libs/testing/handler-harness'];

const isBelow = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);

/**
 * Decides whether the project graph can tell what a change reaches.
 *
 * It can when every changed file lies in a project and that project is among the affected ones. Anything else (the
 * lockfile, the jest preset, a document, a workflow, a folder that was a project before) is checked by everything,
 * because a set that is too small would pass.
 *
 * @param paths - Changed files, from the root of the repository.
 * @param projects - Names of all projects, by their folders.
 * @param affected - Names of the projects that Nx takes to be affected.
 * @returns Why everything is checked; undefined when the affected projects are enough.
 */
export function reasonForEverything(
  paths: readonly string[],
  projects: ReadonlyMap<string, string>,
  affected: ReadonlySet<string>,
): string | undefined {
  if (paths.length === 0) return 'nothing has changed, so nothing says what could be left out';
  for (const path of paths) {
    const folder = [...projects.keys()].find((candidate) => isBelow(path, candidate));
    if (folder === undefined) return `${path} lies in no project`;
    if (reachesEverything.includes(folder)) return `${path} may reach every project`;
    if (!affected.has(projects.get(folder) ?? '')) return `Nx does not count ${path} to its project`;
  }
  return undefined;
}

/**
 * @param root - The repository's.
 * @param base - A commit, an ancestor of HEAD.
 * @returns Files that differ between the two; a renamed file counts with both names.
 * @throws {Error} git knows no such commit.
 */
export function changedPaths(root: string, base: string): string[] {
  const args = ['diff', '--name-only', '--no-renames', '-z', `${base}...HEAD`, '--'];
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20 });
  if (status !== 0) throw new Error(`git can't compare HEAD with ${base}: ${stderr.trim()}`);
  return stdout.split('\0').filter((path) => path !== '');
}
