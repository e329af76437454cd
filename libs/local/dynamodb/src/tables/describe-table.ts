import { createHash } from 'node:crypto';

import { type Table } from '../table';
import { type CreateTableRequest, type IndexRequest } from './create-table-request';

/** A table as its database knows it. */
export interface DatabaseTable extends Table {
  readonly request: CreateTableRequest;
  readonly arn: string;
  readonly createdAtSeconds: number;
  readonly tags: Map<string, string>;
  /** Whose number says when an item expires; undefined: none does. */
  timeToLiveAttribute: string | undefined;
}

/**
 * @param status - Tables and their indexes come and go at once, but DynamoDB's answers do not say so.
 * @returns A TableDescription.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
 */
export function describeTable(table: DatabaseTable, status: 'ACTIVE' | 'CREATING' | 'DELETING'): object {
  const { arn, createdAtSeconds, request } = table;
  const { BillingMode, GlobalSecondaryIndexes, LocalSecondaryIndexes } = request;
  let [itemCount, sizeBytes] = [0, 0];
  for (const { newest } of table.items) {
    itemCount += newest.item ? 1 : 0;
    sizeBytes += newest.bytes;
  }
  const describeIndex = ({ IndexName, KeySchema, Projection }: IndexRequest) => ({
    IndexName,
    KeySchema,
    Projection,
    IndexArn: `${arn}/index/${IndexName}`,
    IndexSizeBytes: 0,
    ItemCount: 0,
  });
  return {
    TableName: table.name,
    TableArn: arn,
    TableId: idOf(`${arn} ${createdAtSeconds}`),
    TableStatus: status,
    CreationDateTime: createdAtSeconds,
    AttributeDefinitions: request.AttributeDefinitions,
    KeySchema: request.KeySchema,
    ItemCount: itemCount,
    TableSizeBytes: sizeBytes,
    ProvisionedThroughput: describeThroughput(request.ProvisionedThroughput),
    ...(BillingMode === 'PAY_PER_REQUEST' && {
      BillingModeSummary: { BillingMode, LastUpdateToPayPerRequestDateTime: createdAtSeconds },
      TableThroughputModeSummary: {
        TableThroughputMode: BillingMode,
        LastUpdateToPayPerRequestDateTime: createdAtSeconds,
      },
    }),
    ...(LocalSecondaryIndexes && { LocalSecondaryIndexes: LocalSecondaryIndexes.map(describeIndex) }),
    ...(GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => ({
        ...describeIndex(index),
        IndexStatus: status,
        ProvisionedThroughput: describeThroughput(index.ProvisionedThroughput),
      })),
    }),
  };
}

const describeThroughput = (throughput: CreateTableRequest['ProvisionedThroughput']): object => ({
  NumberOfDecreasesToday: 0,
  ReadCapacityUnits: 0,
  WriteCapacityUnits: 0,
  ...throughput,
});

/** @returns An id in the form of AWS's. */
function idOf(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}
