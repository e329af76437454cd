import { type KeySchema } from '../items/key-schema';
import { type Table } from '../table';

/** A table as its database knows it. */
export interface DatabaseTable extends Table {
  readonly arn: string;
  readonly createdAtSeconds: number;
  readonly timeToLiveAttribute: string | undefined;
}

/**
 * @returns A TableDescription.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
 */
export function describeTable({ name, arn, createdAtSeconds, items, indexes }: DatabaseTable): object {
  let [itemCount, sizeBytes] = [0, 0];
  for (const { newest } of items) {
    itemCount += newest.item ? 1 : 0;
    sizeBytes += newest.bytes;
  }
  const schemas = [items.schema, ...indexes.map(({ schema }) => schema)];
  const keys = new Map(schemas.flatMap(keysOf).map((key) => [key.name, key.type]));
  return {
    TableName: name,
    TableArn: arn,
    TableStatus: 'ACTIVE',
    CreationDateTime: createdAtSeconds,
    AttributeDefinitions: [...keys].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    KeySchema: describeKeys(items.schema),
    ItemCount: itemCount,
    TableSizeBytes: sizeBytes,
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map(({ schema }) => ({
        IndexName: schema.name,
        IndexArn: `${arn}/index/${schema.name}`,
        IndexStatus: 'ACTIVE',
        KeySchema: describeKeys(schema),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    }),
  };
}

const keysOf = ({ partitionKey, sortKey }: KeySchema) => (sortKey ? [partitionKey, sortKey] : [partitionKey]);

const describeKeys = (schema: KeySchema): object[] =>
  keysOf(schema).map(({ name }, index) => ({ AttributeName: name, KeyType: index === 0 ? 'HASH' : 'RANGE' }));
