import { type DynamoDb, type KeyAttribute } from '@pulso/local/dynamodb';
import { type TableDefinition } from '@pulso/local/terraform';

/**
 * Creates tables.
 *
 * @param loadedNames - Tables of an earlier run: they are kept if they have the keys that are declared.
 * @throws {Error} A table's ARN is none of this account and region: the definition was resolved for another one.
 */
export function createDeclaredTables(
  definitions: readonly TableDefinition[],
  dynamoDb: DynamoDb,
  loadedNames: ReadonlySet<string>,
): void {
  for (const definition of definitions) {
    const { name, arn, timeToLiveAttribute } = definition;
    const request = requestOf(definition);
    if (!loadedNames.has(name)) dynamoDb.execute('CreateTable', request);
    const { Table } = dynamoDb.execute('DescribeTable', { TableName: name }) as { readonly Table: Description };
    // A table of an earlier run keeps its items; with other keys they could not be found.
    if (keysOf(Table) !== keysOf(request)) {
      throw new Error(`The table ${name} has other keys or indexes in the saved state than its stack declares now.`);
    }
    if (Table.TableArn !== arn) {
      throw new Error(`The table ${name} is declared as ${arn}, but here it is ${Table.TableArn}.`);
    }
    if (timeToLiveAttribute !== undefined) setTimeToLive(name, timeToLiveAttribute, dynamoDb);
  }
}

interface Described {
  readonly KeySchema: unknown;
  readonly GlobalSecondaryIndexes?: readonly {
    readonly IndexName: string;
    readonly KeySchema: unknown;
    readonly Projection: unknown;
  }[];
}

interface Description extends Described {
  readonly TableArn: string;
}

function keysOf({ KeySchema, GlobalSecondaryIndexes = [] }: Described): string {
  const indexes = GlobalSecondaryIndexes.map(({ IndexName, KeySchema: keys, Projection }) =>
    JSON.stringify([IndexName, keys, Projection]),
  ).sort();
  return JSON.stringify([KeySchema, indexes]);
}

/** A table of an earlier run may have another one. */
function setTimeToLive(TableName: string, AttributeName: string, dynamoDb: DynamoDb): void {
  const { TimeToLiveDescription: known } = dynamoDb.execute('DescribeTimeToLive', { TableName }) as {
    readonly TimeToLiveDescription: { readonly AttributeName?: string };
  };
  if (known.AttributeName === AttributeName) return;
  const set = (name: string, Enabled: boolean): object =>
    dynamoDb.execute('UpdateTimeToLive', {
      TableName,
      TimeToLiveSpecification: { Enabled, AttributeName: name },
    });
  if (known.AttributeName !== undefined) set(known.AttributeName, false);
  set(AttributeName, true);
}

function requestOf(definition: TableDefinition) {
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
