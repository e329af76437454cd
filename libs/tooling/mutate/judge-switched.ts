import { basename } from 'node:path';

import { installSwitches } from './install-switches.ts';
import { type MeasuredSpec, resultOf } from './judge-mutants.ts';
import type { Change, SourceFile } from './mutant.ts';
import type { Specs } from './open-specs.ts';
import type { SwitchedVerdict } from './spec-messages.ts';

/** A mutant to try. */
export interface SwitchedTask {
  readonly id: number;
  readonly mutant: Change;
  readonly source: Pick<SourceFile, 'path' | 'text'>;
}

/** By the tasks' ids. */
export interface SwitchedVerdicts {
  readonly killedBy: ReadonlyMap<number, string>;
  /** By a test. */
  readonly reached: ReadonlySet<number>;
  /** Those not killed that need a run of their own. */
  readonly apart: ReadonlySet<number>;
}

/** A test may be slow on a busy machine; what says nothing for so long hangs. */
const patienceMs = 30_000;
/** A spec says nothing before it has run without a mutant. */
const firstPatienceMs = 300_000;

/** @returns Files with all mutants in them, by path. */
function switchFiles(tasks: readonly SwitchedTask[]): { texts: Readonly<Record<string, string>>; ids: Set<number> } {
  const byPath = Map.groupBy(tasks, ({ source }) => source.path);
  const switched = [...byPath].map(([path, own]) => ({
    path,
    ...installSwitches(
      own[0]?.source.text ?? '',
      own.map(({ id, mutant }) => ({ ...mutant, id })),
    ),
  }));
  return {
    texts: Object.fromEntries(switched.map(({ path, text }) => [path, text])),
    ids: new Set(switched.flatMap(({ ids }) => [...ids])),
  };
}

/**
 * Tries many mutants in each run of a spec: files hold all of them, and the tests that come by one run again with it.
 *
 * @param measured - The specs, the fastest first.
 * @throws {Error} A spec is red on the unchanged code.
 */
export async function judgeSwitched(
  jest: Specs,
  measured: readonly MeasuredSpec[],
  tasks: readonly SwitchedTask[],
): Promise<SwitchedVerdicts> {
  const { texts, ids } = switchFiles(tasks);
  const killedBy = new Map<number, string>();
  const reached = new Set<number>();
  const apart = new Set(tasks.map(({ id }) => id).filter((id) => !ids.has(id)));

  /** @returns Whether it has to run once more, for the mutants after one that has ended the run. */
  async function runSpec(spec: string, done: Set<number>): Promise<boolean> {
    let begun: number | undefined;
    const killedNow = new Map<number, string>();
    const doneNow = new Set<number>();
    const onMutant = ({ id, verdict, test }: SwitchedVerdict): void => {
      reached.add(id);
      begun = verdict === 'begun' ? id : undefined;
      if (verdict !== 'begun') doneNow.add(id);
      if (verdict === 'apart') apart.add(id);
      if (verdict === 'killed') killedNow.set(id, `${basename(spec)}: ${test}`);
    };
    const switched = { ids: [...ids].filter((id) => !killedBy.has(id) && !done.has(id)), texts };
    const task = { specs: [spec], switched, onMutant, limitMs: patienceMs, firstLimitMs: firstPatienceMs };
    const first = await jest.run(task);
    const isRed = first.results?.[0]?.test !== undefined;
    // A busy machine can make a test fail once, and so can what a mutant has left in the process.
    if (isRed) jest.renew();
    const { results = [], isSpoilt = false, ended } = isRed ? await jest.run(task) : first;
    if (ended) {
      if (begun === undefined) throw new Error(`${spec} ends by ${ended} on the unchanged code`);
      killedNow.set(begun, `the end of ${ended === 'time' ? 'its time' : 'the process'}`);
    } else results.forEach(resultOf);
    for (const id of [...doneNow, ...killedNow.keys()]) {
      done.add(id);
      const by = killedNow.get(id);
      // What has spoilt the run may have decided about the mutants after it.
      if (isSpoilt) apart.add(id);
      else if (by !== undefined) killedBy.set(id, by);
    }
    return doneNow.size > 0 && (ended !== undefined || isSpoilt);
  }

  for (const { spec } of measured.filter(({ loaded }) => Object.keys(texts).some((path) => loaded.has(path)))) {
    const done = new Set<number>();
    while (await runSpec(spec, done));
  }
  for (const id of killedBy.keys()) apart.delete(id);
  return { killedBy, reached, apart };
}
