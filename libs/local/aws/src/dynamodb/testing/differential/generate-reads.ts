import { type SeededRandom } from '@pulso/local/seeded-random';

import { condition, createPlaceholders, type Placeholders, projection } from './generate-expressions';
import { anyTable, keyOf } from './generate-items';
import { type Item } from './generate-values';
import { type Step } from './step';
import { plainTable, sortedTable } from './tables';

function readMembers(random: SeededRandom, placeholders: Placeholders, isIndex: boolean): Record<string, unknown> {
  const isCount = random.chance(0.2);
  return {
    ...(random.chance(0.4) && { FilterExpression: condition(random, placeholders) }),
    ...(isCount
      ? { Select: 'COUNT' }
      : !isIndex && random.chance(0.3) && { ProjectionExpression: projection(random, placeholders) }),
    ...(random.chance(0.5) && { Limit: 1 + random.below(3) }),
    ...(!isIndex && random.chance(0.2) && { ConsistentRead: true }),
  };
}

export function query(random: SeededRandom): Step {
  const IndexName = random.pick([undefined, undefined, 'by-mark', 'by-phase', 'by-phase-alone']);
  const placeholders = createPlaceholders(random);
  const isByPhase = IndexName?.startsWith('by-phase') ?? false;
  const text = isByPhase ? `phase = :p` : `pk = :p`;
  const partition = { ':p': { S: isByPhase ? random.pick(['open', 'done']) : random.pick(['a', 'b']) } };
  const sort = random.chance(0.5) && IndexName !== 'by-phase-alone' ? sortCondition(random, IndexName) : undefined;
  const rest = readMembers(random, placeholders, IndexName !== undefined);
  const { ExpressionAttributeValues, ...others } = placeholders.members() as Record<string, object>;
  return {
    operation: 'Query',
    input: {
      TableName: sortedTable,
      ...(IndexName !== undefined && { IndexName }),
      KeyConditionExpression: sort ? `${text} AND ${sort.text}` : text,
      ...(random.chance(0.4) && { ScanIndexForward: random.chance(0.5) }),
      ...rest,
      ...others,
      ExpressionAttributeValues: { ...partition, ...sort?.values, ...ExpressionAttributeValues },
    },
  };
}

function sortCondition(random: SeededRandom, indexName: string | undefined): { text: string; values: Item } {
  const [name, values] =
    indexName === 'by-mark'
      ? (['mark', ['x', 'y', 'z'].map((S) => ({ S }))] as const)
      : ([indexName === 'by-phase' ? 'due' : 'sk', ['1', '2', '3', '10', '-3'].map((N) => ({ N }))] as const);
  const low = random.pick<Item[string]>(values);
  if (indexName === 'by-mark' && random.chance(0.3))
    return { text: `begins_with(mark, :low)`, values: { ':low': low } };
  if (random.chance(0.3)) {
    return {
      text: `${name} BETWEEN :low AND :high`,
      values: { ':low': low, ':high': random.pick<Item[string]>(values) },
    };
  }
  return { text: `${name} ${random.pick(['=', '<', '<=', '>', '>='])} :low`, values: { ':low': low } };
}

export function scan(random: SeededRandom): Step {
  const placeholders = createPlaceholders(random);
  const TableName = anyTable(random);
  const index =
    TableName === sortedTable && random.chance(0.3)
      ? { IndexName: random.pick(['by-mark', 'by-phase', 'by-phase-alone']) }
      : {};
  const rest = readMembers(random, placeholders, 'IndexName' in index);
  return { operation: 'Scan', input: { TableName, ...index, ...rest, ...placeholders.members() } };
}

export function get(random: SeededRandom): Record<string, unknown> {
  const TableName = anyTable(random);
  const placeholders = createPlaceholders(random);
  const part = random.chance(0.5) ? { ProjectionExpression: projection(random, placeholders) } : {};
  return { TableName, Key: keyOf(TableName, random), ...part, ...placeholders.members() };
}

export function batchGet(random: SeededRandom): Step {
  const requests = [plainTable, sortedTable]
    .filter(() => random.chance(0.7))
    .map(
      (table) => [table, { Keys: Array.from({ length: 1 + random.below(3) }, () => keyOf(table, random)) }] as const,
    );
  return { operation: 'BatchGetItem', input: { RequestItems: Object.fromEntries(requests) } };
}

export const transactGet = (random: SeededRandom): Step => ({
  operation: 'TransactGetItems',
  input: { TransactItems: Array.from({ length: 1 + random.below(3) }, () => ({ Get: get(random) })) },
});
