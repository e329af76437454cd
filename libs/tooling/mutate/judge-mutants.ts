import { basename } from 'node:path';

import { applyMutant, type Mutant, type SourceFile } from './mutant.ts';
import type { Specs } from './open-specs.ts';
import type { SpecResult } from './spec-messages.ts';

/** What becomes of a mutant; no test comes by an unreached one. */
export interface Verdict {
  readonly verdict: 'killed' | 'survived' | 'unreached';
  /** The test that turned red, or what ended it. */
  readonly by?: string;
}

export type Judged = Mutant & Verdict;

/** A spec on the unchanged code. */
export interface MeasuredSpec {
  readonly spec: string;
  readonly ms: number;
  readonly cpuMs: number;
  readonly loaded: ReadonlySet<string>;
}

/** A mutant may take as long as the unchanged code, and this much longer: the machine has other work. */
const slowdown = 5;
const startupMs = 5_000;

/** @throws {Error} The spec is red. */
export function resultOf({ spec, test, ms, cpuMs, loaded }: SpecResult): MeasuredSpec {
  if (test !== undefined) throw new Error(`${spec} fails on the unchanged code: ${test}`);
  return { spec, ms, cpuMs, loaded: new Set(loaded) };
}

/**
 * Runs specs on the unchanged code.
 *
 * @param specs - Their paths.
 * @returns The fastest first.
 * @throws {Error} A spec is red as it is, twice.
 */
export async function measureSpecs(jest: Specs, specs: readonly string[]): Promise<MeasuredSpec[]> {
  const measured: MeasuredSpec[] = [];
  for (const spec of specs) {
    const first = await jest.run({ specs: [spec] });
    const { results } = first.results?.[0]?.test === undefined ? first : await jest.run({ specs: [spec] });
    const [result] = results ?? [];
    if (result === undefined) throw new Error(`${spec} ends its process on the unchanged code`);
    measured.push(resultOf(result));
  }
  return measured.sort((a, b) => a.cpuMs - b.cpuMs);
}

const ownName = (path: string): string | undefined => basename(path).split('.')[0];

/** The specs that load a file: the one of its name first, then the fastest. */
const specsFor = (path: string, measured: readonly MeasuredSpec[]): MeasuredSpec[] =>
  measured
    .filter(({ loaded }) => loaded.has(path))
    .sort(
      (a, b) =>
        Number(ownName(b.spec) === ownName(path)) - Number(ownName(a.spec) === ownName(path)) || a.cpuMs - b.cpuMs,
    );

/** Runs the specs that load a mutant's file with the mutant in it. */
export async function judgeMutant(
  jest: Specs,
  measured: readonly MeasuredSpec[],
  mutant: Mutant,
  { path, text }: Pick<SourceFile, 'path' | 'text'>,
): Promise<Verdict> {
  const chosen = specsFor(path, measured);
  if (chosen.length === 0) return { verdict: 'unreached' };
  const { results = [], ended } = await jest.run({
    specs: chosen.map(({ spec }) => spec),
    mutant: { path, text: applyMutant(text, mutant) },
    limitMs: startupMs + slowdown * chosen.reduce((sum, { ms }) => sum + ms, 0),
  });
  if (ended) return { verdict: 'killed', by: `the end of ${ended === 'time' ? 'its time' : 'the process'}` };
  const red = results.find(({ test }) => test !== undefined);
  return red ? { verdict: 'killed', by: `${basename(red.spec)}: ${red.test}` } : { verdict: 'survived' };
}
