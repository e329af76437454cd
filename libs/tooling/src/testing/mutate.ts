/** What `nx mutate` is made of, with types. */

export interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly kind: string;
  readonly was: string;
  readonly became: string;
}

export interface Judged extends Mutant {
  readonly verdict: 'killed' | 'survived' | 'unreached';
  readonly by?: string;
}

export interface Settled extends Judged {
  readonly isHole: boolean;
  readonly why?: string;
}

export interface Equivalent {
  readonly kind: string;
  readonly file: string;
  readonly was: string;
  readonly became: readonly string[];
  readonly why: string;
}

export interface Specs {
  readonly specs: readonly string[];
  run(task: {
    readonly specs: readonly string[];
    readonly mutant: { readonly path: string; readonly text: string };
    readonly limitMs: number;
  }): Promise<{ readonly ended?: string }>;
  close(): void;
}

export const { makeMutants, mutantClasses } = jest.requireActual<{
  makeMutants: (file: string, text: string, classes: readonly string[]) => readonly Mutant[];
  mutantClasses: readonly string[];
}>('../../mutate/make-mutants');
export const { findStale, settleMutant } = jest.requireActual<{
  findStale: (
    equivalents: readonly Equivalent[],
    settled: readonly Settled[],
    tried: { readonly files: readonly string[]; readonly classes: readonly string[] },
  ) => readonly string[];
  settleMutant: (mutant: Judged, equivalents: readonly Equivalent[]) => Settled;
}>('../../mutate/equivalents');
export const { formatHole, formatScores } = jest.requireActual<{
  formatHole: (mutant: Settled) => string;
  formatScores: (settled: readonly (Settled & { readonly project: string })[]) => string;
}>('../../mutate/format-result');
export const { lowerGoals, missedGoals, usualGoal } = jest.requireActual<{
  lowerGoals: Readonly<Record<string, number>>;
  missedGoals: (
    projects: readonly string[],
    settled: readonly (Settled & { readonly project: string })[],
  ) => readonly string[];
  usualGoal: number;
}>('../../mutate/goals');
export const { openSpecs } = jest.requireActual<{ openSpecs: (folders: readonly string[]) => Promise<Specs> }>(
  '../../mutate/open-specs',
);
export const { judgeBySpecs } = jest.requireActual<{
  judgeBySpecs: (
    folders: readonly string[],
    isChosen: (spec: string) => boolean,
    tasks: readonly {
      readonly id: number;
      readonly mutant: Mutant;
      readonly source: { readonly path: string; readonly text: string };
    }[],
  ) => Promise<ReadonlyMap<number, Pick<Judged, 'verdict' | 'by'>>>;
}>('../../mutate/judge-project');
export const { installSwitches } = jest.requireActual<{
  installSwitches: (
    text: string,
    mutants: readonly (Mutant & { readonly id: number })[],
  ) => { readonly text: string; readonly ids: ReadonlySet<number> };
}>('../../mutate/install-switches');
export const { findLineRemovals } = jest.requireActual<{
  findLineRemovals: (file: string, text: string) => readonly (Mutant & { readonly what: string })[];
}>('../../mutate/line-removals');
export const { constructs, edit, inserted, weakenings } = jest.requireActual<{
  constructs: Readonly<Record<string, { readonly file: string; readonly remove: (name: string) => string }>>;
  weakenings: readonly { readonly what: string; readonly file: string }[];
  inserted: (construct: object, code: string) => object;
  edit: (text: string, change: object) => string;
}>('../../mutate/alarm-removals');
