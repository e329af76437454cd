import { type SeededRandom } from '@pulso/local/seeded-random';

import { damaged } from './damage-step';
import { condition, createPlaceholders, type Placeholders, update } from './generate-expressions';
import { anyTable, itemOf, keyOf } from './generate-items';
import { batchGet, get, query, scan, transactGet } from './generate-reads';
import { type Step } from './step';
import { plainTable, sortedTable } from './tables';

const conditionMembers = (random: SeededRandom, placeholders: Placeholders, share: number): Record<string, unknown> => {
  if (!random.chance(share)) return {};
  const text = random.chance(0.2) ? 'attribute_not_exists(pk)' : condition(random, placeholders);
  return {
    ConditionExpression: text,
    ...(random.chance(0.4) && { ReturnValuesOnConditionCheckFailure: random.pick(['ALL_OLD', 'ALL_OLD', 'NONE']) }),
  };
};

function write(operation: 'DeleteItem' | 'PutItem' | 'UpdateItem', random: SeededRandom): Record<string, unknown> {
  const TableName = anyTable(random);
  const placeholders = createPlaceholders(random);
  const target = operation === 'PutItem' ? { Item: itemOf(TableName, random) } : { Key: keyOf(TableName, random) };
  const change =
    operation === 'UpdateItem' && random.chance(0.97) ? { UpdateExpression: update(random, placeholders) } : {};
  const guard = conditionMembers(random, placeholders, 0.4);
  return { TableName, ...target, ...change, ...guard, ...placeholders.members() };
}

const returned = {
  DeleteItem: ['ALL_OLD', 'NONE'],
  PutItem: ['ALL_OLD', 'NONE'],
  UpdateItem: ['ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW', 'NONE'],
};

function singleWrite(operation: 'DeleteItem' | 'PutItem' | 'UpdateItem', random: SeededRandom): Step {
  const input = write(operation, random);
  return {
    operation,
    input: { ...input, ...(random.chance(0.6) && { ReturnValues: random.pick(returned[operation]) }) },
  };
}

function transaction(random: SeededRandom, { seed, earlier }: History): Step {
  const members = Array.from({ length: 1 + random.below(4) }, () => {
    const kind = random.pick(['ConditionCheck', 'Delete', 'Put', 'Update'] as const);
    if (kind !== 'ConditionCheck') return { [kind]: write(`${kind}Item`, random) };
    const TableName = anyTable(random);
    const placeholders = createPlaceholders(random);
    const text = condition(random, placeholders);
    return {
      ConditionCheck: {
        TableName,
        Key: keyOf(TableName, random),
        ConditionExpression: text,
        ...(random.chance(0.5) && { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
        ...placeholders.members(),
      },
    };
  });
  const input = { TransactItems: members };
  if (!random.chance(0.5)) return { operation: 'TransactWriteItems', input };
  if (earlier.length > 0 && random.chance(0.3)) return random.pick(earlier);
  const token =
    earlier.length > 0 && random.chance(0.2)
      ? random.pick(earlier).input['ClientRequestToken']
      : `token-${seed}-${random.below(1_000_000)}`;
  const step: Step = { operation: 'TransactWriteItems', input: { ...input, ClientRequestToken: token } };
  earlier.push(step);
  return step;
}

function batchWrite(random: SeededRandom): Step {
  const request = (table: string): object =>
    random.chance(0.7)
      ? { PutRequest: { Item: itemOf(table, random) } }
      : { DeleteRequest: { Key: keyOf(table, random) } };
  const requests = [plainTable, sortedTable]
    .filter(() => random.chance(0.7))
    .map((table) => [table, Array.from({ length: 1 + random.below(3) }, () => request(table))] as const);
  return { operation: 'BatchWriteItem', input: { RequestItems: Object.fromEntries(requests) } };
}

/** What a seed has brought so far. */
export interface History {
  readonly seed: number;
  /** Transactions with a token; grows. */
  readonly earlier: Step[];
}

export function generateStep(random: SeededRandom, history: History): Step {
  const step = random.pick([
    () => singleWrite('PutItem', random),
    () => singleWrite('PutItem', random),
    () => singleWrite('UpdateItem', random),
    () => singleWrite('UpdateItem', random),
    () => singleWrite('UpdateItem', random),
    () => singleWrite('DeleteItem', random),
    () => transaction(random, history),
    () => transaction(random, history),
    () => ({ operation: 'GetItem', input: get(random) }) satisfies Step,
    () => query(random),
    () => query(random),
    () => scan(random),
    () => batchGet(random),
    () => batchWrite(random),
    () => transactGet(random),
  ])();
  return random.chance(0.1) ? damaged(step, random) : step;
}
