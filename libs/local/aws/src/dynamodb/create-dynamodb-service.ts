import { type TableDefinition } from '@pulso/local-terraform';

import { createMutex } from '../mutex';
import { readJsonBody } from '../read-json-body';
import { AwsError, type LocalService } from '../service';
import { unknownOperation } from '../unknown-operation';
import { createDeclaredTables } from './create-declared-tables';
import { type DynaliteOperation, type Output } from './dynalite-engine';
import { dynaliteOperations, loadDynaliteEngine } from './load-dynalite-engine';
import { prepareScan } from './prepare-scan';
import { createTable, performOnTags } from './table-tags';
import { checkTableRecords, type SavedSettings } from './saved-table-forms';
import { refuseComparisons } from './refuse-comparisons';
import { refuseLargeValues } from './refuse-large-values';
import { refuseOddValues } from './refuse-odd-values';
import { describeTimeToLive, sweepExpired, type TimeToLiveAttributes, updateTimeToLive } from './time-to-live';
import { transactGet } from './transact-get';
import { createTransactionTokens } from './transaction-tokens';
import { transactWrite } from './transact-write';
import { withTableId } from './with-table-id';
import { refuseLegacyConditions, writeItem } from './write-item';

export interface DynamoDbService extends LocalService {
  /**
   * Creates tables with their indexes and waits until they are active.
   *
   * @throws {AwsError} As CreateTable refuses.
   */
  createTables(definitions: readonly TableDefinition[]): Promise<void>;
  /**
   * Deletes expired items of the tables that have a time-to-live attribute. The caller says when: AWS deletes within
   * days, so a reader that does not check the time itself has a bug that an eager sweep would hide.
   *
   * @returns How many items were deleted.
   */
  sweepExpired(): Promise<number>;
  /**
   * Waits for the operation under way and takes hold of everything.
   *
   * @param atThatMoment - Called in the same turn, for what is to be saved together with it: between the two nothing
   * happens.
   * @returns Tables and items as JSON texts, for {@link load}, and what `atThatMoment` gave.
   */
  dump<T>(atThatMoment: () => T): Promise<{ readonly records: string[]; readonly together: T }>;
  /**
   * Puts back what {@link dump} gave, parsed. Nothing may have been created before.
   *
   * @throws {SavedRecordError} A record has another form; nothing has been put back then. Not retryable.
   */
  load(records: readonly unknown[]): Promise<void>;
  close(): Promise<void>;
}

export interface DynamoDbServiceOptions {
  /** For idempotency tokens and time to live. */
  readonly clock: { nowMs(): number };
  /** For the tables' ARNs; calls of every region reach the same tables. */
  readonly region: string;
}

const maxTransactionBytes = 4 * 1024 * 1024;

/**
 * Creates DynamoDB on dynalite's engine, with transactions, time to live and the item of a failed condition added.
 * Emulated, not compared with a real account.
 *
 * One operation runs at a time, reads included: everything is serializable, more than AWS promises for queries and
 * scans. Not emulated: PartiQL, streams, backups, capacity and throttling, eventual consistency, conditions of
 * the time before expressions, equality of maps and lists in conditions.
 */
export function createDynamoDbService({ clock, region }: DynamoDbServiceOptions): DynamoDbService {
  const engine = loadDynaliteEngine(region);
  const tokens = createTransactionTokens(clock);
  const exclusively = createMutex();
  const timeToLive: TimeToLiveAttributes = new Map();
  /** Tables of an earlier run. */
  const loadedNames = new Set<string>();

  const perform = async (operation: string, request: Readonly<Record<string, unknown>>): Promise<Output> => {
    switch (operation) {
      case 'PutItem':
      case 'UpdateItem':
      case 'DeleteItem':
        return writeItem(operation, request, engine);
      case 'TransactWriteItems':
        return transactWrite(request, { engine, tokens });
      case 'TransactGetItems':
        return transactGet(request, engine);
      case 'UpdateTimeToLive':
        return updateTimeToLive(request, timeToLive, engine);
      case 'DescribeTimeToLive':
        return describeTimeToLive(request, timeToLive, engine);
      case 'CreateTable':
        return createTable(request, engine);
      case 'TagResource':
      case 'UntagResource':
      case 'ListTagsOfResource':
        return performOnTags(operation, request, engine);
    }
    if (!isDynaliteOperation(operation)) throw unknownOperation('dynamodb', operation);
    refuseLegacyConditions(operation, request);
    const known = operation === 'Scan' ? await prepareScan(request, engine) : request;
    const input = engine.validate(operation, known);
    refuseComparisons(input._filter?.expression, undefined, engine);
    return engine.run(operation, input);
  };

  return {
    name: 'dynamodb',
    handle: async ({ operation, body }) => {
      if (operation.startsWith('Transact') && body.length > maxTransactionBytes) {
        throw new AwsError('ValidationException', 'The transaction is larger than the allowed maximum of 4 MB.');
      }
      const request = readJsonBody(body);
      refuseOddValues(request);
      refuseLargeValues(operation, request);
      const output = await exclusively(() => perform(operation, request));
      return { status: 200, body: JSON.stringify(withTableId(output)) };
    },
    createTables: (definitions) =>
      exclusively(async () => {
        await createDeclaredTables(definitions, engine, loadedNames);
        for (const { name, timeToLiveAttribute } of definitions) {
          if (timeToLiveAttribute !== undefined) timeToLive.set(name, timeToLiveAttribute);
        }
      }),
    sweepExpired: () => exclusively(() => sweepExpired(timeToLive, engine, clock.nowMs())),
    dump: async (atThatMoment) => {
      const { read, settings, together } = await exclusively(() =>
        Promise.resolve({
          read: engine.snapshot(),
          settings: { timeToLive: [...timeToLive], tokens: tokens.dump() } satisfies SavedSettings,
          together: atThatMoment(),
        }),
      );
      const entries = await read();
      return { records: [settings, ...entries].map((record) => JSON.stringify(record)), together };
    },
    load: async (records) => {
      const { settings, entries } = checkTableRecords(records);
      tokens.load(settings.tokens);
      for (const [tableName, attributeName] of settings.timeToLive) timeToLive.set(tableName, attributeName);
      await exclusively(() => engine.load(entries));
      for (const name of await engine.tableNames()) loadedNames.add(name);
    },
    close: () => exclusively(() => engine.close()),
  };
}

const isDynaliteOperation = (operation: string): operation is DynaliteOperation =>
  (dynaliteOperations as readonly string[]).includes(operation);
