import { type Item } from '../dynamodb';
import { type World } from '../world/world';

/**
 * After every write to the runs table: the run's counter is the number of its results (invariant I4).
 *
 * @param input - Of the call that was just applied, with one item or several of one run.
 */
export function checkCounter({ tables, kernel, ledger }: World, input: unknown): void {
  const partition = partitionOf(input);
  if (!partition?.S?.startsWith('run#')) return;
  const { Item: run } = tables.runs.execute(
    'GetItem',
    { TableName: tables.runs.name, Key: { pk: partition, sk: { S: 'run' } }, ConsistentRead: true },
    kernel.nowMs,
  ) as { Item?: { counter?: { N?: string } } };
  const { Count: resultCount = 0 } = tables.runs.execute(
    'Query',
    {
      TableName: tables.runs.name,
      KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
      ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
      ExpressionAttributeValues: { ':pk': partition, ':prefix': { S: 'result#' } },
      ConsistentRead: true,
    },
    kernel.nowMs,
  ) as { Count?: number };
  const counter = Number(run?.counter?.N ?? 0);
  if (counter !== resultCount) {
    ledger.violate('wrong-counter', `${partition.S} counts ${counter} and has ${resultCount} results`);
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
