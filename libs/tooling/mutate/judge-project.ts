import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Judged, judgeMutant, measureSpecs, type Verdict } from './judge-mutants.ts';
import { judgeSwitched } from './judge-switched.ts';
import type { Mutant, SourceFile } from './mutant.ts';
import { openSpecs } from './open-specs.ts';
import { dependentFolders, isSpecOf, productionFiles, specFolders } from './production-files.ts';

export const root = join(import.meta.dirname, '../../..');

/** A mutant to try. */
export interface Task {
  readonly mutant: Mutant;
  readonly source: Pick<SourceFile, 'path' | 'text'>;
}

type NumberedTask = Task & { readonly id: number };

/** @returns A project's production files whose path ends so. */
export const readFiles = (folder: string, ending = ''): SourceFile[] =>
  productionFiles(root, folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => ({ file, path: join(root, file), text: readFileSync(join(root, file), 'utf8') }));

/** What a quick look has no time for: most specs need a fifth of it. */
const slowCpuMs = 1_000;

/**
 * Tries mutants of one project: those that specs can try together first, then what is left, one after the other.
 *
 * @param folder - The project's.
 * @param onJudged - Told of each in their order.
 * @param options - `isQuick`: without slow specs and those of projects that import this one.
 */
export async function judgeProject<T extends Task>(
  folder: string,
  tasks: readonly T[],
  onJudged: (judged: T['mutant'] & Judged) => void,
  { isQuick = false }: { readonly isQuick?: boolean } = {},
): Promise<void> {
  if (tasks.length === 0) return;
  const known = tasks.map((task, id) => ({ ...task, id }));
  const isChosen = (spec: string): boolean => isSpecOf(root, folder, spec);
  const verdicts = await judgeBySpecs(specFolders(folder), isChosen, known, isQuick ? slowCpuMs : Infinity);
  const missed = known.filter(({ id }) => verdicts.get(id)?.verdict !== 'killed');
  const neighbours = isQuick || missed.length === 0 ? [] : dependentFolders(root, folder);
  const theirs = neighbours.length === 0 ? noVerdicts : await judgeBySpecs(neighbours, () => true, missed);
  for (const { id, mutant } of known) onJudged({ ...mutant, ...latest(verdicts.get(id), theirs.get(id)) });
}

/** What the neighbours say of a mutant that a project's own specs let pass, if one of their tests reaches it. */
const latest = (own: Verdict = { verdict: 'unreached' }, theirs?: Verdict): Verdict =>
  theirs !== undefined && theirs.verdict !== 'unreached' ? theirs : own;

const noVerdicts: ReadonlyMap<number, Verdict> = new Map();

/**
 * @param folders - Whose specs may run.
 * @param isChosen - Those that do.
 * @param longestCpuMs - Of specs that are asked.
 * @returns By the tasks' ids.
 */
export async function judgeBySpecs(
  folders: readonly string[],
  isChosen: (spec: string) => boolean,
  tasks: readonly NumberedTask[],
  longestCpuMs = Infinity,
): Promise<ReadonlyMap<number, Verdict>> {
  const jest = await openSpecs(folders);
  try {
    const all = await measureSpecs(jest, jest.specs.filter(isChosen));
    const measured = all.filter(({ cpuMs }) => cpuMs <= longestCpuMs);
    const { killedBy, reached, apart } = await judgeSwitched(jest, measured, tasks);
    const verdicts = new Map<number, Verdict>();
    for (const { id, mutant, source } of tasks) {
      const by = killedBy.get(id);
      if (by !== undefined) verdicts.set(id, { verdict: 'killed', by });
      else if (apart.has(id)) verdicts.set(id, await judgeMutant(jest, measured, mutant, source));
      else verdicts.set(id, { verdict: reached.has(id) ? 'survived' : 'unreached' });
    }
    return verdicts;
  } finally {
    jest.close();
  }
}
