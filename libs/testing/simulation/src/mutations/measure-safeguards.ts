import { buildMutants } from './build-mutants';
import { type Mutation } from './mutation';
import { mutations } from './mutations';
import { searchIn } from './search-in';
import { type SearchResult, usualQueryCount } from './search-options';

const usage =
  'From the root of the repository: npx nx safeguards simulation [worlds, default 1000] [rules, default all]';

const row = (...cells: readonly (number | string)[]): string => `| ${cells.join(' | ')} |\n`;

const countsOf = ({ worldCounts }: SearchResult): string =>
  Object.entries(worldCounts)
    .sort(([, one], [, other]) => other - one)
    .map(([rule, count]) => `${count} ${rule}`)
    .join(', ') || '0';

async function measure(mutation: Mutation, seedCount: number, root: string, bundle: string): Promise<string> {
  const { id, drops, faults, queryCount = usualQueryCount } = mutation;
  const search = { faults, queryCount, fromSeed: 0, seedCount, goesOn: true };
  const [mutant, baseline] = await searchIn(bundle, [{ ...search, mutation: id }, search], root);
  if (!mutant || !baseline) throw new Error(`The searches for ${id} have no result.`);
  return row(id, drops, `\`${faults}\``, queryCount, countsOf(mutant), countsOf(baseline));
}

async function main(count = '1000', ...ids: readonly string[]): Promise<void> {
  const seedCount = Number(count);
  const unknown = ids.filter((id) => !mutations.some((mutation) => mutation.id === id));
  if (!Number.isSafeInteger(seedCount) || seedCount < 1 || unknown.length > 0) {
    throw new Error(`${unknown.length > 0 ? `No mutation ${unknown.join(', ')}` : `Not a count: ${count}`}.\n${usage}`);
  }
  const root = process.cwd();
  const bundle = await buildMutants(mutations, root);
  process.stdout.write(
    row('rule', 'what it says', 'faults', 'questions', `worlds of ${seedCount} without it`, 'with it'),
  );
  process.stdout.write(row('---', '---', '---', '---', '---', '---'));
  for (const mutation of mutations) {
    if (ids.length > 0 && !ids.includes(mutation.id)) continue;
    process.stdout.write(await measure(mutation, seedCount, root, bundle));
  }
}

main(...process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
