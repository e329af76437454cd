import { normalised } from './compare-outcomes';
import { type Item } from './generate-values';
import { type PerformStep } from './perform-step';
import { type Sides } from './sides';
import { keyNames } from './tables';

/** All items by their table and their key. */
export type Contents = Readonly<Record<string, Item>>;

/** @throws {Error} A table can't be read. */
export async function readContents(perform: PerformStep): Promise<Contents> {
  const contents: [string, Item][] = [];
  for (const TableName of Object.keys(keyNames)) {
    const outcome = await perform({ operation: 'Scan', input: { TableName, ConsistentRead: true } });
    if ('error' in outcome) throw new Error(`Scan of ${TableName}: ${outcome.message}`);
    for (const { Items } of outcome.output['Pages'] as { Items: Item[] }[]) {
      for (const item of Items) contents.push([nameOf(TableName, item), item]);
    }
  }
  return Object.fromEntries(contents);
}

/** Makes theirs hold what ours holds; both hold nothing afterwards when that fails, or is asked for. */
export async function resynchronise({ ours, theirs, recreateTheirs }: Sides, { isEmpty = false } = {}): Promise<void> {
  if (!isEmpty) {
    const wanted = await readContents(ours);
    const present = await readContents(theirs);
    await remove(
      theirs,
      Object.keys(present).filter((name) => !(name in wanted)),
    );
    for (const [name, Item] of Object.entries(wanted)) {
      if (same(Item, present[name])) continue;
      await theirs({ operation: 'PutItem', input: { TableName: name.split(' ')[0], Item } });
    }
    if (same(await readContents(theirs), wanted)) return;
  }
  for (const perform of [ours, theirs]) await remove(perform, Object.keys(await readContents(perform)));
  if (Object.keys(await readContents(theirs)).length > 0) await recreateTheirs();
}

async function remove(perform: PerformStep, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const [, TableName = '', key = ''] = /^(\S+) (.*)$/.exec(name) ?? [];
    await perform({ operation: 'DeleteItem', input: { TableName, Key: JSON.parse(key) as Item } });
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(normalised(a)) === JSON.stringify(normalised(b));

/** @returns The name of an item in {@link Contents}. @param item - Its key is enough. */
export const nameOf = (tableName: string, item: Item): string =>
  `${tableName} ${JSON.stringify(keyOf(tableName, item))}`;

const keyOf = (tableName: string, item: Item): Item =>
  Object.fromEntries((keyNames[tableName] ?? []).map((name) => [name, item[name]!]));
