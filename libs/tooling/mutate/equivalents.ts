import type { Judged } from './judge-mutants.ts';

/** Mutants of one place that no test can tell from the code, and why. */
export interface Equivalent {
  /** Their class. */
  readonly kind: string;
  readonly file: string;
  readonly was: string;
  readonly became: readonly string[];
  readonly why: string;
}

export interface Settled extends Judged {
  /** No test notices it, and no entry explains it. */
  readonly isHole: boolean;
  /** Of its entry. */
  readonly why?: string;
}

const fits = (entry: Equivalent, { kind, file, was, became }: Judged): boolean =>
  entry.kind === kind && entry.file === file && entry.was === was && entry.became.includes(became);

export function settleMutant(mutant: Judged, equivalents: readonly Equivalent[]): Settled {
  const why = mutant.verdict === 'killed' ? undefined : equivalents.find((entry) => fits(entry, mutant))?.why;
  const isHole = mutant.verdict !== 'killed' && why === undefined;
  return { ...mutant, isHole, ...(why === undefined ? {} : { why }) };
}

/** @returns A sentence for each entry that is no mutant any more, or that a test has killed. */
export function findStale(
  equivalents: readonly Equivalent[],
  settled: readonly Settled[],
  { files, classes }: { readonly files: readonly string[]; readonly classes: readonly string[] },
): string[] {
  return equivalents
    .filter(({ file, kind }) => files.includes(file) && classes.includes(kind))
    .flatMap((entry) => entry.became.map((became) => ({ became, entry: { ...entry, became: [became] } })))
    .flatMap(({ entry, became }) => {
      const found = settled.filter((mutant) => fits(entry, mutant));
      const name = `${entry.file}: "${entry.was}" to "${became}"`;
      if (found.length === 0) return [`${name} is no mutant any more: remove it from equivalents.json`];
      const isKilled = found.every(({ verdict }) => verdict === 'killed');
      return isKilled ? [`${name} is killed by ${found[0]?.by}: remove it from equivalents.json`] : [];
    });
}
