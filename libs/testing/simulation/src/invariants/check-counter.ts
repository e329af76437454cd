import { type Item } from '@pulso/world/dynamodb';
import { type World } from '../world/world';

/**
 * After every write to the runs table: the run's counter is the number of its results (invariant I4).
 *
 * @param input - Of the call that was just applied, with one item or several of one run.
 */
export function checkCounter({ tables, ledger }: World, input: unknown): void {
  const partition = partitionOf(input)?.S;
  if (!partition?.startsWith('run#')) return;
  let counter = 0;
  let resultCount = 0;
  // Not by the table's own operations: what the checks read is no cost of the system.
  tables.runs.forEachItem((item) => {
    if (item['pk']?.S !== partition) return;
    if (item['sk']?.S === 'run') counter = Number(item['counter']?.N ?? 0);
    else if (item['sk']?.S !== 'plan') resultCount += 1;
  });
  if (counter !== resultCount) {
    ledger.violate('wrong-counter', `${partition} counts ${counter} and has ${resultCount} results`);
  }
}

interface Write {
  readonly Item?: Item;
  readonly Key?: Item;
}

function partitionOf(input: unknown): Item[string] | undefined {
  const { TransactItems, ...single } = input as Write & { TransactItems?: { Put?: Write; Update?: Write }[] };
  const { Item: item, Key: key } = TransactItems?.[0]?.Put ?? TransactItems?.[0]?.Update ?? single;
  return (item ?? key)?.['pk'];
}
