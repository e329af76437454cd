import { type SeededRandom } from '@pulso/local/seeded-random';

import { anyValue, attributeNames, type Item, valueNamed } from './generate-values';
import { plainTable, sortedTable } from './tables';

/** Few keys: most operations meet an item that is there. */
export const keyOf = (table: string, random: SeededRandom): Item =>
  table === plainTable
    ? { pk: { S: random.pick(['a', 'b', 'c']) } }
    : { pk: { S: random.pick(['a', 'b']) }, sk: { N: random.pick(['1', '2', '10', '-3']) } };

export const anyTable = (random: SeededRandom): string => random.pick([plainTable, sortedTable]);

export function itemOf(table: string, random: SeededRandom): Item {
  const names = attributeNames.filter(() => random.chance(0.45));
  const indexed: Item = {
    ...(random.chance(0.6) && { mark: { S: random.pick(['x', 'y', 'z']) } }),
    ...(random.chance(0.7) && { phase: { S: random.pick(['open', 'done']) } }),
    ...(random.chance(0.7) && { due: { N: random.pick(['1', '2', '30']) } }),
  };
  return {
    ...keyOf(table, random),
    ...(table === sortedTable && indexed),
    ...Object.fromEntries(
      names.map((name) => [name, random.chance(0.9) ? valueNamed(name, random) : anyValue(random)]),
    ),
  };
}
