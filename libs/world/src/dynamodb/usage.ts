/** What was called and what it would have cost, as DynamoDB counts it. */
export interface OperationUsage {
  calls: number;
  /** Calls whose condition was not met; they cost like others. */
  refusedCalls: number;
  /** Units of 4 KB; half of them for reads that are not strongly consistent. */
  readUnits: number;
  /** Units of 1 KB, those of indexes included, items in transactions doubled. */
  writeUnits: number;
}

/** Those of batches are their single ones. */
const operations = ['DeleteItem', 'GetItem', 'PutItem', 'Query', 'Scan', 'TransactWriteItems', 'UpdateItem'] as const;

export type ItemOperation = (typeof operations)[number];

export type Usage = Readonly<Record<ItemOperation, OperationUsage>>;

const unused = (): OperationUsage => ({ calls: 0, refusedCalls: 0, readUnits: 0, writeUnits: 0 });

export const createUsage = (): Usage =>
  Object.fromEntries(operations.map((operation) => [operation, unused()])) as Record<ItemOperation, OperationUsage>;
