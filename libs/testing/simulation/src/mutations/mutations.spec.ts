import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildMutants } from './build-mutants';
import { EditDoesNotFitError } from './errors';
import { installEdits } from './install-edits';
import { type Mutation } from './mutation';
import { mutations } from './mutations';
import { searchIn } from './search-in';
import { type SearchOptions, type SearchResult } from './search-options';
import { slips } from './slips/slips';

const root = join(__dirname, '../../../../..');
const all = [...mutations, ...slips];
const isUpdate = process.env['UPDATE_DOCS'] === '1';

/** The seed that has found each mutation: what a commit tries first. `UPDATE_DOCS=1` looks for all of them anew. */
const seedsFile = join(__dirname, 'finding-seeds.json');
const findingSeeds: Readonly<Record<string, number>> = isUpdate ? {} : JSON.parse(readFileSync(seedsFile, 'utf8'));

/** With the rule in force, a commit runs the very worlds in which its mutation was found; `NIGHTLY=1` many more. */
const unchangedSeeds = (seed: number) =>
  isNightly ? { fromSeed: 0, seedCount: 2_000 } : { fromSeed: seed, seedCount: 1 };

const searchFor = ({ id, faults, queryCount, found }: Mutation, seeds: { fromSeed: number; seedCount: number }) => ({
  ...{ mutation: id, faults, queryCount, rules: found },
  ...seeds,
});

/** First where it was found last time, then everywhere. */
async function findAll(bundle: string): Promise<Map<string, SearchResult>> {
  const results = new Map<string, SearchResult>();
  const search = async (
    some: readonly Mutation[],
    seedsOf: (id: string) => { fromSeed: number; seedCount: number },
  ) => {
    const found = await searchIn(
      bundle,
      some.map((mutation) => searchFor(mutation, seedsOf(mutation.id))),
      root,
    );
    some.forEach(({ id }, index) => void results.set(id, found[index] ?? { seedCount: 0, worldCounts: {} }));
  };
  await search(
    all.filter(({ id }) => findingSeeds[id] !== undefined),
    (id) => ({ fromSeed: findingSeeds[id] ?? 0, seedCount: 1 }),
  );
  await search(
    all.filter(({ id }) => !results.get(id)?.found),
    () => ({ fromSeed: 0, seedCount: 2_000 }),
  );
  return results;
}

describe('the simulation', () => {
  let results = new Map<string, SearchResult>();
  const unchanged = new Map<string, SearchResult | undefined>();

  beforeAll(async () => {
    const bundle = await buildMutants(all, root);
    results = await findAll(bundle);
    if (isUpdate) {
      const seeds = all.map(({ id }) => [id, results.get(id)?.found?.seed]);
      writeFileSync(seedsFile, `${JSON.stringify(Object.fromEntries(seeds), undefined, 2)}\n`);
    }
    const plans = mutations.map(({ id, faults, queryCount }): SearchOptions => ({
      ...{ faults, queryCount },
      ...unchangedSeeds(results.get(id)?.found?.seed ?? 0),
    }));
    const found = await searchIn(bundle, plans, root);
    mutations.forEach(({ id }, index) => void unchanged.set(id, found[index]));
  }, 7_200_000);

  it.each(mutations)('notices when a rule is dropped, $id: $drops', ({ id, found }) => {
    expect(found).toContain(results.get(id)?.found?.rule);
  });

  it.each(mutations)('finds nothing in the same worlds while the rule holds: $id', ({ id }) => {
    expect(unchanged.get(id)).toEqual({ seedCount: unchangedSeeds(0).seedCount, worldCounts: {} });
  });

  it.each(slips)('notices a slip that no rule is about, $id: $drops', ({ id, found }) => {
    expect(found).toContain(results.get(id)?.found?.rule);
  });
});

describe('a mutation', () => {
  it('has a name of its own and drops its rule from code of the services', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const mutation of all) {
      for (const { file } of mutation.edits) {
        expect(file).not.toMatch(/simulation|local-|spec/);
        expect(installEdits(file, readFileSync(join(root, file), 'utf8'), [mutation])).toContain(`"${mutation.id}"`);
      }
    }
  });

  it('is refused when it names a file that the simulation does not run', async () => {
    const idle = { file: 'libs/domain/fan-in/src/settle-runs.ts', at: 'settleRun', becomes: '' };

    await expect(buildMutants([{ id: 'A4', edits: [idle] }], root)).rejects.toThrow(
      'A4: libs/domain/fan-in/src/settle-runs.ts is no part of the simulation. Name the file that has "settleRun".',
    );
  });

  it('is refused by the build when it fits no code any more', async () => {
    const gone = { file: 'libs/domain/fan-in/src/close/settle-run.ts', at: 'endOf > if isOver', becomes: 'true' };

    await expect(buildMutants([{ id: 'A4', edits: [gone] }], root)).rejects.toThrow(EditDoesNotFitError);
  });
});
