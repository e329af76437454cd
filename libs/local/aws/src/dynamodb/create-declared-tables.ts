import { type KeyAttribute, type TableDefinition } from '@pulso/local-terraform';

import { type DynaliteEngine, type Table } from './dynalite-engine';

/**
 * Creates tables and waits until they can be used.
 *
 * @param loadedNames - Tables of an earlier run: they are kept if they have the keys that are declared.
 * @throws {Error} A table's ARN is none of this account and region: the definition was resolved for another one.
 */
export async function createDeclaredTables(
  definitions: readonly TableDefinition[],
  engine: DynaliteEngine,
  loadedNames: ReadonlySet<string>,
): Promise<void> {
  for (const definition of definitions) {
    const request = requestOf(definition);
    if (loadedNames.has(definition.name)) await requireSameKeys(request, definition.name, engine);
    else await engine.run('CreateTable', engine.validate('CreateTable', request));
    const { TableArn } = await whenActive(definition.name, engine);
    if (TableArn === definition.arn) continue;
    throw new Error(`The table ${definition.name} is declared as ${definition.arn}, but here it is ${TableArn}.`);
  }
}

/** A table of an earlier run keeps its items; with other keys they could not be found. */
async function requireSameKeys(request: Record<string, unknown>, name: string, engine: DynaliteEngine): Promise<void> {
  const { Table } = await engine.run('DescribeTable', { TableName: name });
  if (keysOf(Table as Record<string, unknown>) === keysOf(request)) return;
  throw new Error(`The table ${name} has other keys or indexes in the saved state than its stack declares now.`);
}

function keysOf({ KeySchema, GlobalSecondaryIndexes = [] }: Record<string, unknown>): string {
  const indexes = (GlobalSecondaryIndexes as { IndexName: string; KeySchema: unknown; Projection: unknown }[])
    .map(({ IndexName, KeySchema: keys, Projection }) => JSON.stringify([IndexName, keys, Projection]))
    .sort();
  return JSON.stringify([KeySchema, indexes]);
}

/** Even with no creation time to wait for, a table is CREATING until a later turn of the event loop. */
async function whenActive(name: string, engine: DynaliteEngine): Promise<Table> {
  for (;;) {
    const { Table } = await engine.run('DescribeTable', { TableName: name });
    const table = Table as Table;
    if (table.TableStatus === 'ACTIVE') return table;
    await new Promise(setImmediate);
  }
}

function requestOf(definition: TableDefinition): Record<string, unknown> {
  const indexes = definition.globalSecondaryIndexes;
  const keyed = [definition, ...indexes];
  const keys = keyed.flatMap(({ partitionKey, sortKey }) => (sortKey ? [partitionKey, sortKey] : [partitionKey]));
  return {
    TableName: definition.name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...new Map(keys.map((key) => [key.name, key])).values()].map(({ name, type }) => ({
      AttributeName: name,
      AttributeType: type,
    })),
    KeySchema: keySchemaOf(definition),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keySchemaOf(index),
        Projection: {
          ProjectionType: index.projectionType,
          ...(index.projectionType === 'INCLUDE' && { NonKeyAttributes: index.nonKeyAttributes }),
        },
      })),
    }),
  };
}

interface Keyed {
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
}

const keySchemaOf = ({ partitionKey, sortKey }: Keyed): object[] => [
  { AttributeName: partitionKey.name, KeyType: 'HASH' },
  ...(sortKey ? [{ AttributeName: sortKey.name, KeyType: 'RANGE' }] : []),
];
