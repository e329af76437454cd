import { NotModelledError, resourceNotFound, validationException } from './errors';
import { prepareDelete, preparePut } from './operations/prepare-write';
import { checkMembers, transactWrite } from './operations/transact-write';
import { createTransactionTokens } from './operations/transaction-tokens';
import { writeItem } from './operations/write-item';
import { type DynamoDbOperation, checkRequest, isDynamoDbOperation } from './requests/check-request';
import { type BatchWriteRequest, type TransactWriteRequest } from './requests/requests';
import { type TableOptions, createTableState } from './table';
import { type TableOperation, isTableOperation, runTableOperation } from './table-operations';
import { type DatabaseTable, describeTable } from './tables/describe-table';
import { deleteExpired } from './tables/time-to-live';

/** A table as a stack declares it. */
export interface TableDefinition extends TableOptions {
  readonly arn: string;
  /** Whose number, epoch seconds, says when an item expires; absent: none does. */
  readonly timeToLiveAttribute?: string;
}

/** A DynamoDB that does its work in memory, at once: no operation sees another one half done. */
export interface DynamoDb {
  createTable(table: TableDefinition): void;
  /**
   * @param operation - For example `PutItem`.
   * @param input - As it came over the wire; nothing about it needs to be checked.
   * @returns The answer, for the wire.
   * @throws {DynamoDbError} As DynamoDB refuses; {@link NotModelledError} for what is not emulated.
   */
  execute(operation: string, input: unknown): object;
  /**
   * Deletes expired items of the tables that have a time-to-live attribute. The caller says when: AWS deletes within
   * days, so a reader that does not check the time itself has a bug that an eager sweep would hide.
   *
   * @returns How many items were deleted.
   */
  sweepExpired(): number;
}

/**
 * Creates DynamoDB without a table. Emulated, not compared with a real account.
 *
 * @param clock - For idempotency tokens, dates of creation and time to live.
 */
export function createDynamoDb(clock: { nowMs(): number }): DynamoDb {
  const tables = new Map<string, DatabaseTable>();
  const tokens = createTransactionTokens(clock);
  const tableOf = (name: string): DatabaseTable => {
    const table = tables.get(name);
    if (!table) throw resourceNotFound(name);
    return table;
  };

  /** Each takes a request that was checked to be one of this operation. */
  const operations: Readonly<Record<Exclude<DynamoDbOperation, TableOperation>, (request: never) => object>> = {
    ListTables: ({ Limit }: { readonly Limit?: number }) => ({ TableNames: [...tables.keys()].sort().slice(0, Limit) }),
    DescribeTable: ({ TableName }: { readonly TableName: string }) => ({ Table: describeTable(tableOf(TableName)) }),
    DeleteTable: ({ TableName }: { readonly TableName: string }) => {
      const description = describeTable(tableOf(TableName));
      tables.delete(TableName);
      return { TableDescription: { ...description, TableStatus: 'DELETING' } };
    },
    /** All writes are made, or refused. */
    BatchWriteItem: ({ RequestItems }: BatchWriteRequest) => {
      const writes = Object.entries(RequestItems).flatMap(([TableName, requests]) => {
        const table = tableOf(TableName);
        return requests.map(({ PutRequest, DeleteRequest }) => {
          if (PutRequest && !DeleteRequest) return { table, write: preparePut({ TableName, ...PutRequest }, table) };
          if (!DeleteRequest || PutRequest) throw validationException('A write is one of PutRequest and DeleteRequest');
          return { table, write: prepareDelete({ TableName, ...DeleteRequest }, table, true) };
        });
      });
      for (const { table, write } of writes) {
        writeItem(write, { ...table, nowMs: clock.nowMs() }, table.usage.PutItem);
      }
      return { UnprocessedItems: {} };
    },
    TransactWriteItems: (request: TransactWriteRequest) => {
      const { TransactItems: members, ClientRequestToken: token } = request;
      if (tokens.isRepeated(token, members)) return nothing;
      checkMembers(members);
      transactWrite(request, { tableOf, nowMs: clock.nowMs() });
      tokens.remember(token, members);
      return nothing;
    },
  };

  return {
    createTable: ({ arn, timeToLiveAttribute, ...options }) => {
      const state = createTableState(options);
      tables.set(options.name, { ...state, arn, timeToLiveAttribute, createdAtSeconds: clock.nowMs() / 1000 });
    },
    execute: (operation, input) => {
      if (!isDynamoDbOperation(operation)) throw new NotModelledError(`the operation ${operation}`);
      const request = checkRequest(operation, input);
      if (!isTableOperation(operation)) return operations[operation](request as never);
      const { TableName } = request as { readonly TableName: string };
      return runTableOperation(operation, request, tableOf(TableName), clock.nowMs());
    },
    sweepExpired: () =>
      [...tables.values()].reduce((total, table) => {
        const { timeToLiveAttribute: attribute } = table;
        return attribute === undefined ? total : total + deleteExpired(table, attribute, clock.nowMs() / 1000);
      }, 0),
  };
}

const nothing = Object.freeze({});
