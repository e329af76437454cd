import { formatTable } from '../deploy/format-table.ts';
import type { Settled } from './equivalents.ts';
import type { Judged } from './judge-mutants.ts';
import type { Mutant } from './mutant.ts';

/** A mutant of a project. */
export type SettledIn = Settled & { readonly project: string };

/** @returns Where a mutant is, and the code before and after. */
export const formatMutant = ({ file, line, was, became }: Mutant, remark: string): string =>
  `${file}:${line} ${remark}\n  - ${was}\n  + ${became}`;

export const formatHole = (mutant: Judged): string =>
  formatMutant(mutant, mutant.verdict === 'unreached' ? 'is reached by no test' : 'is noticed by no test');

/** Of the mutants that differ from the code: those that a test has killed. */
export function scoreOf(mutants: readonly Settled[]): {
  killedCount: number;
  equivalentCount: number;
  percent: number;
} {
  const different = mutants.filter(({ why }) => why === undefined);
  const killedCount = different.filter(({ isHole }) => !isHole).length;
  const percent = different.length === 0 ? 100 : Math.floor((killedCount / different.length) * 100);
  return { killedCount, equivalentCount: mutants.length - different.length, percent };
}

function rowOf(project: string, kind: string, mutants: readonly Settled[]): string[] {
  const { killedCount, equivalentCount, percent } = scoreOf(mutants);
  return [project, kind, ...[mutants.length, killedCount, equivalentCount].map(String), `${percent} %`];
}

const rowOfGroup = (mutants: readonly SettledIn[]): string[] =>
  rowOf(mutants[0]?.project ?? '', mutants[0]?.kind ?? '', mutants);

/** @returns A table: a row for each project and class, and one for all. */
export function formatScores(settled: readonly SettledIn[]): string {
  const groups = Map.groupBy(settled, ({ project, kind }) => `${project} ${kind}`);
  return formatTable(
    ['project', 'class', 'mutants', 'killed', 'equivalent', 'score'],
    [...[...groups.values()].map(rowOfGroup), rowOf('all', '', settled)],
  );
}
