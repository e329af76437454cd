import { type TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';

import { type World } from '../world/world';

/**
 * After every transaction on the runs table: the run's counter is the number of its results (invariant I4).
 *
 * @param input - Of the transaction that was just applied.
 */
export function checkCounter({ tables, kernel, ledger }: World, input: unknown): void {
  const { TransactItems = [] } = input as TransactWriteItemsCommandInput;
  const partition = TransactItems[0]?.Put?.Item?.['pk'];
  if (partition?.S === undefined) return;
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
