import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { EditDoesNotFitError, buildMutant, buildUnchanged } from './build-mutant';
import { type Mutation } from './mutation';
import { mutations } from './mutations';
import { searchIn } from './search-in';
import { type SearchResult } from './search-options';
import { slips } from './slips';

const root = join(__dirname, '../../../../..');

/** Every commit looks for violations of the rules that hold in so few worlds; `NIGHTLY=1` in many. */
const unchangedCount = process.env['NIGHTLY'] === '1' ? 2_000 : 100;

/** First where it was found last time, then everywhere. */
async function find(mutation: Mutation): Promise<SearchResult | undefined> {
  const { faults, queryCount, fromSeed, found: rules } = mutation;
  const options = { faults, queryCount, fromSeed, rules };
  const program = await buildMutant(mutation, root);
  const [nearby] = await searchIn(program, [{ ...options, seedCount: 150 }]);
  if (nearby?.found) return nearby;
  const [anywhere] = await searchIn(program, [{ ...options, fromSeed: 0, seedCount: 2_000 }]);
  return anywhere;
}

describe('the simulation', () => {
  const results = new Map<string, SearchResult | undefined>();
  let unchanged: readonly SearchResult[] = [];

  beforeAll(async () => {
    const plans = mutations.map(({ faults, queryCount }) => ({
      faults,
      queryCount,
      fromSeed: 0,
      seedCount: unchangedCount,
    }));
    const tasks = [
      async () => void (unchanged = await searchIn(await buildUnchanged(root), plans)),
      ...[...mutations, ...slips].map((mutation) => async () => void results.set(mutation.id, await find(mutation))),
    ];
    const workOff = async (): Promise<void> => {
      for (let task = tasks.shift(); task; task = tasks.shift()) await task();
    };
    await Promise.all([workOff(), workOff()]);
  }, 1_800_000);

  it.each(mutations)('notices when a rule is dropped, $id: $drops', ({ id, found }) => {
    expect(found).toContain(results.get(id)?.found?.rule);
  });

  it.each(mutations)('finds nothing under the same faults while the rule holds: $id', (mutation) => {
    expect(unchanged[mutations.indexOf(mutation)]).toEqual({ seedCount: unchangedCount, worldCounts: {} });
  });

  it.each(slips)('notices a slip that no rule is about, $id: $drops', ({ id, found }) => {
    expect(found).toContain(results.get(id)?.found?.rule);
  });
});

describe('a mutation', () => {
  const file = 'libs/domain/fan-in/src/settle-run.ts';

  it('is refused when its edit does not fit the code any more, with the place and the text', async () => {
    const gone = { file, find: 'if (isFinished(run, answers))', replace: '' } as const;

    const refusal = buildMutant({ id: 'A4', edits: [gone] }, root);

    await expect(refusal).rejects.toThrow(EditDoesNotFitError);
    await expect(refusal).rejects.toThrow(`A4: the text occurs 0 times in ${file} instead of once. Adapt the edit`);
  });

  it('is refused when its edit fits in two places, or names a file that the simulation does not run', async () => {
    const vague = buildMutant({ id: 'A4', edits: [{ file, find: 'runId', replace: '' }] }, root);
    const idle = { file: 'libs/domain/fan-in/src/settle-runs.ts', find: 'runId', replace: '' } as const;

    await expect(vague).rejects.toThrow(EditDoesNotFitError);
    await expect(buildMutant({ id: 'A4', edits: [idle] }, root)).rejects.toThrow(
      'A4: libs/domain/fan-in/src/settle-runs.ts is no part of the simulation. Name the file that has the text:\nrunId',
    );
  });

  it('has a name of its own and drops its rule from code of the services', () => {
    const all = [...mutations, ...slips];
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { edits } of all) {
      for (const edit of edits) {
        expect(edit.file).not.toMatch(/simulation|local-|spec/);
        expect(readFileSync(join(root, edit.file), 'utf8')).toContain(edit.find);
      }
    }
  });
});
