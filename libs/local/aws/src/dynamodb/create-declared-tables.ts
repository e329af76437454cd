import { type DynamoDb, type KeyAttribute } from '@pulso/local/dynamodb';
import { type TableDefinition } from '@pulso/local/terraform';

/**
 * Creates tables.
 *
 * @throws {Error} A table's ARN is none of this account and region: the definition was resolved for another one.
 */
export function createDeclaredTables(definitions: readonly TableDefinition[], dynamoDb: DynamoDb): void {
  for (const definition of definitions) {
    const { name, arn, timeToLiveAttribute } = definition;
    dynamoDb.execute('CreateTable', requestOf(definition));
    const { Table } = dynamoDb.execute('DescribeTable', { TableName: name }) as {
      readonly Table: { readonly TableArn: string };
    };
    if (Table.TableArn !== arn) {
      throw new Error(`The table ${name} is declared as ${arn}, but here it is ${Table.TableArn}.`);
    }
    if (timeToLiveAttribute === undefined) continue;
    dynamoDb.execute('UpdateTimeToLive', {
      TableName: name,
      TimeToLiveSpecification: { Enabled: true, AttributeName: timeToLiveAttribute },
    });
  }
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
