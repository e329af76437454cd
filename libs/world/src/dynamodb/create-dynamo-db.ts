import { notModelled, resourceNotFound, validationException } from './errors';
import { queryItems, readItem, scanItems } from './operations/read-items';
import { createTransactionTokens, transactWrite } from './operations/transact-write';
import { type WriteTime, prepareDelete, preparePut, prepareUpdate, writeItem } from './operations/write-item';
import { type Operation, type Request, checkRequest, isOperation, refuseForeignMembers } from './requests';
import { type Table, type TableDefinition, createTable, deleteExpired, describeTable } from './table';
import { type Item } from './values';

/** A DynamoDB in memory. Operations are atomic: none sees another one half done. */
export interface DynamoDb {
  createTable(table: TableDefinition): void;
  /**
   * @param operation - For example `PutItem`.
   * @param input - As it came over the wire, unchecked.
   * @returns The answer, for the wire.
   * @throws {AwsError} DynamoDB's error; ValidationException for what is not emulated.
   */
  execute(operation: string, input: unknown): object;
  /**
   * As {@link DynamoDb.execute}, for callers with typed requests: checks only the names of members. Numbers must have
   * their shortest form.
   */
  perform(operation: string, request: object): object;
  /** Visits all items of a table, or of a partition, as strongly consistent reads see them. They must not be changed. */
  forEachItem(table: string, visit: (item: Item) => void, partition?: string): void;
  /**
   * Deletes expired items of the tables that have a time-to-live attribute. The caller decides when: AWS deletes within
   * days, and an eager sweep would hide readers that forget to check the time.
   *
   * @returns How many items were deleted.
   */
  sweepExpired(): number;
}

/**
 * Creates DynamoDB without a table. Emulated, not compared with a real account.
 *
 * @param time - Its clock serves replicas, idempotency tokens, dates of creation and time to live.
 */
export function createDynamoDb(time: WriteTime): DynamoDb {
  const { clock } = time;
  const tables = new Map<string, Table>();
  const tokens = createTransactionTokens(clock);
  const tableOf = (name: string): Table => {
    const table = tables.get(name);
    if (!table) throw resourceNotFound(name);
    return table;
  };

  const operations: { readonly [Name in Operation]: (request: Request<Name>) => object } = {
    ListTables: ({ Limit = 100, ExclusiveStartTableName: start = '' }) => {
      const names = [...tables.keys()].sort().filter((name) => name > start);
      const TableNames = names.slice(0, Limit);
      return { TableNames, ...(names.length > Limit && { LastEvaluatedTableName: TableNames.at(-1) }) };
    },
    DescribeTable: ({ TableName }) => ({ Table: describeTable(tableOf(TableName)) }),
    DescribeTimeToLive: ({ TableName }) => {
      const { timeToLiveAttribute: AttributeName } = tableOf(TableName).definition;
      const TimeToLiveStatus = AttributeName === undefined ? 'DISABLED' : 'ENABLED';
      return { TimeToLiveDescription: { TimeToLiveStatus, AttributeName } };
    },
    DescribeContinuousBackups: ({ TableName }) => {
      const PointInTimeRecoveryStatus = tableOf(TableName).definition.isRecoverable ? 'ENABLED' : 'DISABLED';
      const PointInTimeRecoveryDescription = { PointInTimeRecoveryStatus };
      return { ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription } };
    },
    DeleteTable: ({ TableName }) => {
      const description = describeTable(tableOf(TableName));
      tables.delete(TableName);
      return { TableDescription: { ...description, TableStatus: 'DELETING' } };
    },
    GetItem: (request) => readItem(request, tableOf(request.TableName), clock.nowMs()),
    Query: (request) => queryItems(request, tableOf(request.TableName), clock.nowMs()),
    Scan: (request) => scanItems(request, tableOf(request.TableName), clock.nowMs()),
    PutItem: (request) => writeItem(preparePut(request, tableOf(request.TableName)), time, request.ReturnValues),
    UpdateItem: (request) => writeItem(prepareUpdate(request, tableOf(request.TableName)), time, request.ReturnValues),
    DeleteItem: (request) => writeItem(prepareDelete(request, tableOf(request.TableName)), time, request.ReturnValues),
    /** Either all writes are made or all are refused. */
    BatchWriteItem: ({ RequestItems }) => {
      const writes = Object.entries(RequestItems).flatMap(([TableName, requests]) => {
        const table = tableOf(TableName);
        return requests.map(({ PutRequest, DeleteRequest }) => {
          if (PutRequest && !DeleteRequest) return preparePut({ TableName, ...PutRequest }, table);
          if (!DeleteRequest || PutRequest) throw validationException('A write is one of PutRequest and DeleteRequest');
          return prepareDelete({ TableName, ...DeleteRequest }, table);
        });
      });
      for (const write of writes) writeItem(write, time);
      return { UnprocessedItems: {} };
    },
    TransactWriteItems: ({ TransactItems: members, ClientRequestToken: token }) => {
      if (tokens.isRepeated(token, members)) return {};
      transactWrite(members, tableOf, time);
      tokens.remember(token, members);
      return {};
    },
  };

  /** Each operation has its own request type; the request was checked before. */
  const run = (operation: Operation, request: unknown): object => operations[operation](request as never);

  return {
    createTable: (definition) => void tables.set(definition.name, createTable(definition, clock.nowMs())),
    execute: (operation, input) => {
      if (!isOperation(operation)) throw notModelled(`the operation ${operation}`);
      return run(operation, checkRequest(operation, input));
    },
    perform: (operation, request) => {
      if (!isOperation(operation)) throw notModelled(`the operation ${operation}`);
      refuseForeignMembers(operation, request);
      return run(operation, request);
    },
    forEachItem: (name, visit, partition) => {
      const { rows } = tableOf(name).items;
      for (const { newest } of partition === undefined ? rows : rows.of(partition)) {
        if (newest.item) visit(newest.item);
      }
    },
    sweepExpired: () =>
      [...tables.values()].reduce((total, table) => total + deleteExpired(table, clock.nowMs() / 1000), 0),
  };
}
