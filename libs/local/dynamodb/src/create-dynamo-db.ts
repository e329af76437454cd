import { DynamoDbError, NotModelledError, resourceNotFound, validationException } from './errors';
import { batchGet, batchWrite } from './operations/batches';
import { preparePut } from './operations/prepare-write';
import { checkMembers, transactWrite } from './operations/transact-write';
import { transactGet } from './operations/transact-get';
import { createTransactionTokens } from './operations/transaction-tokens';
import { applyChange } from './operations/write-item';
import { checkRequest } from './requests/check-request';
import {
  type BatchGetRequest,
  type BatchWriteRequest,
  type TransactGetRequest,
  type TransactWriteRequest,
} from './requests/requests';
import { type DynamoDbOperation, isDynamoDbOperation } from './requests/shapes';
import { type SavedDatabase, type SavedTable } from './saved-database';
import { createTableState } from './table';
import { type TableOperation, isTableOperation, runTableOperation } from './table-operations';
import {
  type CreateTableRequest,
  checkCreateTable,
  indexDefinitionsOf,
  keySchemaOf,
} from './tables/create-table-request';
import { type DatabaseTable, describeTable } from './tables/describe-table';
import { type Tag, checkTags, resourceOfArnNotFound, tableOfArn } from './tables/tags';
import { deleteExpired } from './tables/time-to-live';

export interface DynamoDbOptions {
  /** For idempotency tokens, dates of creation and time to live. */
  readonly clock: { nowMs(): number };
  /** For the tables' ARNs. */
  readonly region: string;
  readonly accountId: string;
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
  /** @returns All that is stored, for {@link load}. It must not be changed. */
  dump(): SavedDatabase;
  /** Puts back what {@link dump} gave. Nothing may have been created before. */
  load(saved: SavedDatabase): void;
}

/**
 * Creates DynamoDB without a table. Emulated, not compared with a real account.
 *
 * Not emulated: PartiQL, streams, backups, throttling, conflicts, eventual consistency, and what came before
 * expressions.
 */
export function createDynamoDb(options: DynamoDbOptions): DynamoDb {
  const database = new Database(options);
  return {
    execute: (operation, input) => {
      if (!isDynamoDbOperation(operation)) throw new NotModelledError(`the operation ${operation}`);
      return database.execute(operation, checkRequest(operation, input));
    },
    sweepExpired: () => database.sweepExpired(),
    dump: () => database.dump(),
    load: (saved) => database.load(saved),
  };
}

const nothing = Object.freeze({});

class Database {
  readonly #options: DynamoDbOptions;
  readonly #tables = new Map<string, DatabaseTable>();
  readonly #tokens: ReturnType<typeof createTransactionTokens>;

  constructor(options: DynamoDbOptions) {
    this.#options = options;
    this.#tokens = createTransactionTokens(options.clock);
  }

  execute(operation: DynamoDbOperation, request: object): object {
    if (isTableOperation(operation)) {
      const { TableName } = request as OnTable;
      return runTableOperation(operation, request, this.#tableOf(TableName), this.#nowMs());
    }
    return this.#others[operation](request as never);
  }

  /** Each takes a request that was checked to be one of this operation. */
  readonly #others: Readonly<Record<Exclude<DynamoDbOperation, TableOperation>, (request: never) => object>> = {
    BatchGetItem: (request: BatchGetRequest) => batchGet(request, this.#context()),
    BatchWriteItem: (request: BatchWriteRequest) => batchWrite(request, this.#context()),
    TransactGetItems: (request: TransactGetRequest) => {
      checkMembers(request.TransactItems, ['Get']);
      return transactGet(request, this.#context());
    },
    TransactWriteItems: (request: TransactWriteRequest) => this.#transactWrite(request),
    CreateTable: (request: CreateTableRequest) => {
      if (this.#tables.has(request.TableName)) {
        throw new DynamoDbError('ResourceInUseException', `Table already exists: ${request.TableName}`);
      }
      checkCreateTable(request);
      checkTags(request.Tags ?? []);
      const table = this.#add(request, this.#nowMs() / 1000);
      return { TableDescription: describeTable(table, 'CREATING') };
    },
    DeleteTable: ({ TableName }: OnTable) => {
      const table = this.#tableNamed(TableName);
      this.#tables.delete(TableName);
      return { TableDescription: describeTable(table, 'DELETING') };
    },
    DescribeTable: ({ TableName }: OnTable) => ({ Table: describeTable(this.#tableNamed(TableName), 'ACTIVE') }),
    ListTables: ({ ExclusiveStartTableName: start = '', Limit: limit = 100 }: ListTablesRequest) => {
      const names = [...this.#tables.keys()].filter((name) => name > start).sort();
      const TableNames = names.slice(0, limit);
      return { TableNames, ...(names.length > limit && { LastEvaluatedTableName: TableNames.at(-1) }) };
    },
    TagResource: ({ ResourceArn, Tags }: { ResourceArn: string; Tags: readonly Tag[] }) => {
      const { tags } = this.#tableOfArn(ResourceArn);
      const merged = new Map([...tags, ...Tags.map(({ Key, Value }) => [Key, Value] as const)]);
      checkTags([...merged].map(([Key, Value]) => ({ Key, Value })));
      for (const { Key, Value } of Tags) tags.set(Key, Value);
      return nothing;
    },
    UntagResource: ({ ResourceArn, TagKeys }: { ResourceArn: string; TagKeys: readonly string[] }) => {
      const { tags } = this.#tableOfArn(ResourceArn);
      for (const key of TagKeys) tags.delete(key);
      return nothing;
    },
    ListTagsOfResource: ({ ResourceArn }: { ResourceArn: string }) => ({
      Tags: [...this.#tableOfArn(ResourceArn).tags].map(([Key, Value]) => ({ Key, Value })),
    }),
    UpdateTimeToLive: ({ TableName, TimeToLiveSpecification }: UpdateTimeToLiveRequest) => {
      const table = this.#tableNamed(TableName);
      const { Enabled, AttributeName } = TimeToLiveSpecification;
      if ((table.timeToLiveAttribute !== undefined) === Enabled) {
        throw validationException(`TimeToLive is already ${Enabled ? 'enabled' : 'disabled'}`);
      }
      table.timeToLiveAttribute = Enabled ? AttributeName : undefined;
      return { TimeToLiveSpecification };
    },
    DescribeTimeToLive: ({ TableName }: OnTable) => {
      const { timeToLiveAttribute: AttributeName } = this.#tableNamed(TableName);
      const isEnabled = AttributeName !== undefined;
      return {
        TimeToLiveDescription: isEnabled
          ? { TimeToLiveStatus: 'ENABLED', AttributeName }
          : { TimeToLiveStatus: 'DISABLED' },
      };
    },
  };

  sweepExpired(): number {
    let count = 0;
    for (const table of this.#tables.values()) {
      if (table.timeToLiveAttribute === undefined) continue;
      count += deleteExpired(table, table.timeToLiveAttribute, this.#nowMs() / 1000);
    }
    return count;
  }

  dump(): SavedDatabase {
    return { tokens: this.#tokens.dump(), tables: [...this.#tables.values()].map(savedTable) };
  }

  load({ tokens, tables }: SavedDatabase): void {
    this.#tokens.load(tokens);
    for (const { request, createdAtSeconds, tags, timeToLiveAttribute, items } of tables) {
      const table = this.#add(request, createdAtSeconds);
      for (const [key, value] of Object.entries(tags)) table.tags.set(key, value);
      table.timeToLiveAttribute = timeToLiveAttribute;
      for (const Item of items) {
        const write = preparePut({ TableName: table.name, Item }, table);
        applyChange(write, write.change(), { ...table, nowMs: this.#nowMs() });
      }
    }
  }

  #transactWrite(request: TransactWriteRequest): object {
    const { TransactItems: members, ClientRequestToken: token } = request;
    if (this.#tokens.isRepeated(token, members)) return nothing;
    checkMembers(members, ['ConditionCheck', 'Delete', 'Put', 'Update']);
    transactWrite(request, this.#context());
    this.#tokens.remember(token, members);
    return nothing;
  }

  #add({ Tags = [], ...request }: CreateTableRequest, createdAtSeconds: number): DatabaseTable {
    const { TableName: name, KeySchema, AttributeDefinitions } = request;
    const { region, accountId } = this.#options;
    const table: DatabaseTable = {
      ...createTableState({
        name,
        ...keySchemaOf(KeySchema, AttributeDefinitions),
        indexes: indexDefinitionsOf(request),
      }),
      request,
      arn: `arn:aws:dynamodb:${region}:${accountId}:table/${name}`,
      createdAtSeconds,
      tags: new Map(Tags.map(({ Key, Value }) => [Key, Value])),
      timeToLiveAttribute: undefined,
    };
    this.#tables.set(name, table);
    return table;
  }

  #context() {
    return { tableOf: (name: string) => this.#tableOf(name), nowMs: this.#nowMs() };
  }

  #nowMs(): number {
    return this.#options.clock.nowMs();
  }

  /** For operations on items. */
  #tableOf(name: string): DatabaseTable {
    const table = this.#tables.get(name);
    if (table) return table;
    throw resourceNotFound();
  }

  /** For operations on tables. */
  #tableNamed(name: string): DatabaseTable {
    const table = this.#tables.get(name);
    if (table) return table;
    throw resourceNotFound(name);
  }

  #tableOfArn(arn: string): DatabaseTable {
    const table = this.#tables.get(tableOfArn(arn));
    if (table) return table;
    throw resourceOfArnNotFound(arn);
  }
}

interface OnTable {
  readonly TableName: string;
}

interface ListTablesRequest {
  readonly ExclusiveStartTableName?: string;
  readonly Limit?: number;
}

interface UpdateTimeToLiveRequest extends OnTable {
  readonly TimeToLiveSpecification: { readonly Enabled: boolean; readonly AttributeName: string };
}

const savedTable = ({ request, createdAtSeconds, tags, timeToLiveAttribute, items }: DatabaseTable): SavedTable => ({
  request,
  createdAtSeconds,
  tags: Object.fromEntries(tags),
  ...(timeToLiveAttribute !== undefined && { timeToLiveAttribute }),
  items: [...items].flatMap(({ newest: { item } }) => (item ? [item] : [])),
});
