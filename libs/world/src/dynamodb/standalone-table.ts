import { NotModelledError, resourceNotFound } from './errors';
import { checkMembers, transactWrite } from './operations/transact-write';
import { isDynamoDbOperation, refuseForeignMembers } from './requests/check-request';
import { type TransactWriteRequest } from './requests/requests';
import { type Table, type TableOptions, createTableState } from './table';
import { isTableOperation, runTableOperation } from './table-operations';
import { deleteExpired } from './tables/time-to-live';
import { type Usage } from './usage';
import { type Item } from './values/attribute-values';

/** A table without a database around it, for callers whose requests are checked by types. */
export interface StandaloneTable {
  readonly name: string;
  /** Since the table was created; it grows with every call. */
  readonly usage: Usage;
  /**
   * Applies an operation at once.
   *
   * @param operation - For example `GetItem`.
   * @param input - The command's input, with binary data as base64 and numbers in their shortest form.
   * @param nowMs - Never earlier than in a call before. Only replicas depend on it.
   * @returns What the SDK's client would return, but for its metadata.
   * @throws {DynamoDbError} With the names of the SDK's errors; {@link NotModelledError} where there is no answer.
   */
  execute(operation: string, input: unknown, nowMs: number): object;
  /**
   * Deletes what has expired, as DynamoDB does at some time after it.
   *
   * @param attribute - Epoch seconds.
   * @returns How many items were deleted.
   */
  deleteExpired(attribute: string, nowSeconds: number): number;
  /** Visits all items as strongly consistent reads see them, at no cost. They must not be changed. */
  forEachItem(visit: (item: Item) => void): void;
  /** Copies of all items as strongly consistent reads see them, at no cost. For checks of invariants. */
  items(): Item[];
}

const nothing = Object.freeze({});

/**
 * Creates an empty table that does its work in memory, at once and always in the same way.
 *
 * Items expire when the caller says so, as DynamoDB deletes them hours or days late. There are no conflicts, no
 * throttling and no tokens of transactions; the caller throws these errors instead of calling.
 */
export function createStandaloneTable(options: TableOptions): StandaloneTable {
  const table = createTableState(options);
  const { name, usage, items } = table;
  const tableOf = (tableName: string | undefined): Table => {
    if (tableName === name) return table;
    throw resourceNotFound();
  };

  return {
    name,
    usage,
    execute: (operation, input, nowMs) => {
      if (!isDynamoDbOperation(operation)) throw new NotModelledError(`the operation ${operation}`);
      const request = input as { readonly TableName?: string };
      refuseForeignMembers(operation, request);
      if (isTableOperation(operation)) return runTableOperation(operation, request, tableOf(request.TableName), nowMs);
      if (operation !== 'TransactWriteItems') throw new NotModelledError(`${operation} of a table alone`);
      const transaction = input as TransactWriteRequest;
      checkMembers(transaction.TransactItems);
      usage.TransactWriteItems.calls += 1;
      transactWrite(transaction, { tableOf, nowMs });
      return nothing;
    },
    deleteExpired: (attribute, nowSeconds) => deleteExpired(table, attribute, nowSeconds),
    forEachItem: (visit) => {
      for (const { newest } of items) if (newest.item) visit(newest.item);
    },
    items: () => [...items].flatMap(({ newest: { item } }) => (item ? [{ ...item }] : [])),
  };
}
