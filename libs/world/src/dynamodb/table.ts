import { type KeySchema } from './items/key-schema';
import { type IndexDefinition, SecondaryIndex, TableItems } from './items/rows';
import { attributeOf } from './values';

/** A table as a stack declares it. */
export interface TableDefinition extends KeySchema {
  readonly name: string;
  readonly arn: string;
  readonly indexes?: readonly IndexDefinition[];
  /** The attribute with an item's expiry, epoch seconds; absent: items do not expire. */
  readonly timeToLiveAttribute?: string;
  /** Whether point-in-time recovery is on. Nothing here depends on it. */
  readonly isRecoverable?: boolean;
}

/** The items of one table with its indexes. */
export interface Table {
  readonly definition: TableDefinition;
  readonly createdAtMs: number;
  readonly items: TableItems;
  readonly indexes: readonly SecondaryIndex[];
}

export const createTable = (definition: TableDefinition, createdAtMs: number): Table => ({
  definition,
  createdAtMs,
  items: new TableItems(definition),
  indexes: (definition.indexes ?? []).map((index) => new SecondaryIndex(index, definition)),
});

/** Items that expired longer ago than this are left alone. */
const maxAgeSeconds = 5 * 365 * 24 * 3_600;

/**
 * Deletes the items whose time has passed; those without one stay.
 *
 * @returns How many were deleted.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
 */
export function deleteExpired({ definition, items, indexes }: Table, nowSeconds: number): number {
  const { timeToLiveAttribute: attribute } = definition;
  if (attribute === undefined) return 0;
  const expired = [...items.rows].filter(({ newest: { item } }) => {
    const seconds = Number((item && attributeOf(item, attribute)?.N) ?? Infinity);
    return seconds < nowSeconds && seconds >= nowSeconds - maxAgeSeconds;
  });
  for (const stored of expired) {
    items.rows.remove(stored);
    for (const index of indexes) index.delete(stored);
  }
  return expired.length;
}

/**
 * @returns A TableDescription.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
 */
export function describeTable({ definition, createdAtMs, items }: Table): object {
  const { name, arn, indexes = [] } = definition;
  let [itemCount, sizeBytes] = [0, 0];
  for (const { newest } of items.rows) {
    itemCount += newest.item ? 1 : 0;
    sizeBytes += newest.bytes;
  }
  const keys = new Map([definition, ...indexes].flatMap(keysOf).map((key) => [key.name, key.type]));
  return {
    TableName: name,
    TableArn: arn,
    TableStatus: 'ACTIVE',
    CreationDateTime: createdAtMs / 1000,
    AttributeDefinitions: [...keys].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    KeySchema: describeKeys(definition),
    ItemCount: itemCount,
    TableSizeBytes: sizeBytes,
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        IndexArn: `${arn}/index/${index.name}`,
        IndexStatus: 'ACTIVE',
        KeySchema: describeKeys(index),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    }),
  };
}

const keysOf = ({ partitionKey, sortKey }: KeySchema) => (sortKey ? [partitionKey, sortKey] : [partitionKey]);

const describeKeys = (schema: KeySchema): object[] =>
  keysOf(schema).map(({ name }, index) => ({ AttributeName: name, KeyType: index === 0 ? 'HASH' : 'RANGE' }));
