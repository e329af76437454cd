import { condition, createPlaceholders, misspelt, type Placeholders, projection, update } from './generate-expressions';
import { anyValue, attributeNames, badValue, type Item, valueNamed } from './generate-values';
import { type Random } from './random';
import { plainTable, sortedTable } from './tables';

/** One call of the API, or all pages of a Query or a Scan. */
export interface Step {
  readonly operation: StepOperation;
  readonly input: Record<string, unknown>;
}

export type StepOperation =
  | 'BatchGetItem'
  | 'BatchWriteItem'
  | 'DeleteItem'
  | 'GetItem'
  | 'PutItem'
  | 'Query'
  | 'Scan'
  | 'TransactGetItems'
  | 'TransactWriteItems'
  | 'UpdateItem';

/** Few keys: most operations meet an item that is there. */
export const keyOf = (table: string, random: Random): Item =>
  table === plainTable
    ? { pk: { S: random.pick(['a', 'b', 'c']) } }
    : { pk: { S: random.pick(['a', 'b']) }, sk: { N: random.pick(['1', '2', '10', '-3']) } };

const anyTable = (random: Random): string => random.pick([plainTable, sortedTable]);

function itemOf(table: string, random: Random): Item {
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

const conditionMembers = (random: Random, placeholders: Placeholders, share: number): Record<string, unknown> => {
  if (!random.chance(share)) return {};
  const text = random.chance(0.2) ? 'attribute_not_exists(pk)' : condition(random, placeholders);
  return {
    ConditionExpression: text,
    ...(random.chance(0.4) && { ReturnValuesOnConditionCheckFailure: random.pick(['ALL_OLD', 'ALL_OLD', 'NONE']) }),
  };
};

function write(operation: 'DeleteItem' | 'PutItem' | 'UpdateItem', random: Random): Record<string, unknown> {
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

function singleWrite(operation: 'DeleteItem' | 'PutItem' | 'UpdateItem', random: Random): Step {
  const input = write(operation, random);
  return {
    operation,
    input: { ...input, ...(random.chance(0.6) && { ReturnValues: random.pick(returned[operation]) }) },
  };
}

function transaction(random: Random, { seed, earlier }: History): Step {
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

function readMembers(random: Random, placeholders: Placeholders, isIndex: boolean): Record<string, unknown> {
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

function query(random: Random): Step {
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

function sortCondition(random: Random, indexName: string | undefined): { text: string; values: Item } {
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

function scan(random: Random): Step {
  const placeholders = createPlaceholders(random);
  const TableName = anyTable(random);
  const index =
    TableName === sortedTable && random.chance(0.3)
      ? { IndexName: random.pick(['by-mark', 'by-phase', 'by-phase-alone']) }
      : {};
  const rest = readMembers(random, placeholders, 'IndexName' in index);
  return { operation: 'Scan', input: { TableName, ...index, ...rest, ...placeholders.members() } };
}

function get(random: Random): Record<string, unknown> {
  const TableName = anyTable(random);
  const placeholders = createPlaceholders(random);
  const part = random.chance(0.5) ? { ProjectionExpression: projection(random, placeholders) } : {};
  return { TableName, Key: keyOf(TableName, random), ...part, ...placeholders.members() };
}

function batchGet(random: Random): Step {
  const requests = [plainTable, sortedTable]
    .filter(() => random.chance(0.7))
    .map(
      (table) => [table, { Keys: Array.from({ length: 1 + random.below(3) }, () => keyOf(table, random)) }] as const,
    );
  return { operation: 'BatchGetItem', input: { RequestItems: Object.fromEntries(requests) } };
}

function batchWrite(random: Random): Step {
  const request = (table: string): object =>
    random.chance(0.7)
      ? { PutRequest: { Item: itemOf(table, random) } }
      : { DeleteRequest: { Key: keyOf(table, random) } };
  const requests = [plainTable, sortedTable]
    .filter(() => random.chance(0.7))
    .map((table) => [table, Array.from({ length: 1 + random.below(3) }, () => request(table))] as const);
  return { operation: 'BatchWriteItem', input: { RequestItems: Object.fromEntries(requests) } };
}

const transactGet = (random: Random): Step => ({
  operation: 'TransactGetItems',
  input: { TransactItems: Array.from({ length: 1 + random.below(3) }, () => ({ Get: get(random) })) },
});

/** What a seed has brought so far. */
export interface History {
  readonly seed: number;
  /** Transactions with a token; grows. */
  readonly earlier: Step[];
}

export const isWrite = ({ operation }: Step): boolean => /Write|Put|Update|Delete/.test(operation);

export function generateStep(random: Random, history: History): Step {
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

const expressionMembers = [
  'ConditionExpression',
  'FilterExpression',
  'KeyConditionExpression',
  'ProjectionExpression',
  'UpdateExpression',
];

/** Something is wrong with the input, most of the times. */
function damaged({ operation, input }: Step, random: Random): Step {
  const expressions = expressionMembers.filter((name) => name in input);
  const holder = 'Item' in input ? 'Item' : 'Key' in input ? 'Key' : undefined;
  const attributes = holder === undefined ? {} : (input[holder] as Item);
  const withAttributes = (changes: Item): Record<string, unknown> =>
    holder === undefined ? { TableName: 'nothing' } : { [holder]: { ...attributes, ...changes } };
  const { pk: _pk, ...keyless } = attributes;
  const name = expressions.length > 0 ? random.pick(expressions) : undefined;
  const changes = random.pick<() => Record<string, unknown>>([
    () => ({ TableName: 'nothing' }),
    () => withAttributes({ pk: { S: '' } }),
    () => withAttributes({ pk: { N: '1' } }),
    () => withAttributes({ sk: { S: 'text' } }),
    () => withAttributes({ extra: badValue(random) }),
    () => withAttributes({ phase: { N: '1' } }),
    () => withAttributes({ big: { S: 'x'.repeat(409_600) } }),
    () => (holder === undefined ? {} : { [holder]: keyless }),
    () => ({ ExpressionAttributeValues: { ...(input['ExpressionAttributeValues'] as Item), ':unused': { S: 'x' } } }),
    () => ({ ExpressionAttributeNames: { ...(input['ExpressionAttributeNames'] as object), '#unused': 'x' } }),
    () => ({ ExpressionAttributeValues: undefined }),
    () => ({ Limit: 0 }),
    () => ({ IndexName: 'by-nothing' }),
    () => ({ ReturnValues: 'SOMETHING' }),
    () => (name === undefined ? {} : { [name]: misspelt(input[name] as string, random) }),
    () => (name === undefined ? {} : { [name]: misspelt(input[name] as string, random) }),
    () => (name === undefined ? {} : { [name]: misspelt(input[name] as string, random) }),
  ])();
  return { operation, input: { ...input, ...changes } };
}
