import { NotModelledError } from './errors';
import { batchGet, batchWrite } from './operations/batches';
import { checkMembers, transactWrite } from './operations/transact-write';
import { transactGet } from './operations/transact-get';
import { createTransactionTokens } from './operations/transaction-tokens';
import { checkRequest } from './requests/check-request';
import {
  type BatchGetRequest,
  type BatchWriteRequest,
  type TransactGetRequest,
  type TransactWriteRequest,
} from './requests/requests';
import { type DynamoDbOperation, isDynamoDbOperation } from './requests/shapes';
import { type TableOperation, isTableOperation, runTableOperation } from './table-operations';
import { administerTables } from './tables/administer-tables';
import { type TablePlace, TableRegistry } from './tables/table-registry';
import { deleteExpired } from './tables/time-to-live';

export interface DynamoDbOptions extends TablePlace {
  /** For idempotency tokens, dates of creation and time to live. */
  readonly clock: { nowMs(): number };
}

/** A DynamoDB that does its work in memory, at once: no operation sees another one half done. */
export interface DynamoDb {
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
 * Not emulated: PartiQL, streams, backups, throttling, conflicts, eventual consistency, and what came before
 * expressions.
 */
export function createDynamoDb({ clock, ...place }: DynamoDbOptions): DynamoDb {
  const tables = new TableRegistry(place);
  const tokens = createTransactionTokens(clock);
  const nowMs = (): number => clock.nowMs();
  const context = () => ({ tableOf: (name: string) => tables.of(name), nowMs: nowMs() });

  const transactOnce = (request: TransactWriteRequest): object => {
    const { TransactItems: members, ClientRequestToken: token } = request;
    if (tokens.isRepeated(token, members)) return nothing;
    checkMembers(members, ['ConditionCheck', 'Delete', 'Put', 'Update']);
    transactWrite(request, context());
    tokens.remember(token, members);
    return nothing;
  };

  /** Each takes a request that was checked to be one of this operation. */
  const operations: Readonly<Record<Exclude<DynamoDbOperation, TableOperation>, (request: never) => object>> = {
    ...administerTables(tables, () => nowMs() / 1000),
    BatchGetItem: (request: BatchGetRequest) => batchGet(request, context()),
    BatchWriteItem: (request: BatchWriteRequest) => batchWrite(request, context()),
    TransactGetItems: (request: TransactGetRequest) => {
      checkMembers(request.TransactItems, ['Get']);
      return transactGet(request, context());
    },
    TransactWriteItems: transactOnce,
  };

  return {
    execute: (operation, input) => {
      if (!isDynamoDbOperation(operation)) throw new NotModelledError(`the operation ${operation}`);
      const request = checkRequest(operation, input);
      if (!isTableOperation(operation)) return operations[operation](request as never);
      const { TableName } = request as { readonly TableName: string };
      return runTableOperation(operation, request, tables.of(TableName), nowMs());
    },
    sweepExpired: () =>
      tables.all().reduce((count, table) => {
        const { timeToLiveAttribute: attribute } = table;
        return attribute === undefined ? count : count + deleteExpired(table, attribute, nowMs() / 1000);
      }, 0),
  };
}

const nothing = Object.freeze({});
