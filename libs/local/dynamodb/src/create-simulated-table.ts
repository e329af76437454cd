import {
  type GetItemCommandOutput,
  type PutItemCommandOutput,
  type QueryCommandOutput,
  type TransactWriteItemsCommandOutput,
  type UpdateItemCommandOutput,
} from '@aws-sdk/client-dynamodb';

import { type Item } from './attribute-values';
import { NotModelledError, resourceNotFound, validationException } from './errors';
import { type KeySchema, keyOfRequest } from './key-schema';
import { preparePut, prepareUpdate } from './prepare-write';
import { queryItems } from './query-items';
import * as requests from './requests';
import { type IndexDefinition, SecondaryIndex } from './secondary-index';
import { readUnitsOf } from './sizes';
import { TableItems } from './table-items';
import { transactWrite } from './transact-write';
import { type Usage, createUsage } from './usage';
import { type WriteContext, writeItem } from './write-item';

export interface SimulatedTableOptions extends KeySchema {
  readonly name: string;
  readonly indexes?: readonly IndexDefinition[];
  /**
   * Called once for every item written: how long indexes, and reads that are not strongly consistent, do without it.
   * Milliseconds; 0 or none: not at all.
   */
  readonly replicaLagMs?: () => number;
}

export type SimulatedOutput =
  | GetItemCommandOutput
  | PutItemCommandOutput
  | QueryCommandOutput
  | TransactWriteItemsCommandOutput
  | UpdateItemCommandOutput;

export interface SimulatedTable {
  readonly name: string;
  /** Since the table was created; it grows with every call. */
  readonly usage: Readonly<Usage>;
  /**
   * Applies an operation at once.
   *
   * @param operation - For example `GetItem`; also the name of its command class.
   * @param input - The command's input.
   * @param nowMs - The time of the whole simulation, never earlier than in a call before. Only replicas depend on it.
   * @returns What the SDK's client would return.
   * @throws ConditionalCheckFailedException, TransactionCanceledException, ResourceNotFoundException as the SDK's
   *   classes, ValidationException by name; {@link NotModelledError} where this model knows no answer.
   */
  execute(operation: string, input: unknown, nowMs: number): SimulatedOutput;
  /**
   * Deletes what has expired, as DynamoDB does at some time after it.
   *
   * @param attribute - Epoch seconds.
   * @throws {NotModelledError} For a table with indexes.
   */
  deleteExpired(attribute: string, nowSeconds: number): void;
  /** Visits all items as strongly consistent reads see them, at no cost. They must not be changed. */
  forEachItem(visit: (item: Item) => void): void;
  /** Copies of all items as strongly consistent reads see them, at no cost. For checks of invariants. */
  items(): Item[];
}

const $metadata = Object.freeze({});
const nothing = Object.freeze({ $metadata });

/**
 * Creates an empty table of a DynamoDB that does its work in memory, at once and always in the same way.
 *
 * It knows the operations, expressions and errors that the adapters of this repository use and refuses all others.
 * Items expire when the caller says so, as DynamoDB deletes them hours or days late. There are no conflicts, no
 * throttling and no tokens of transactions; the caller throws these errors instead of calling.
 */
export function createSimulatedTable(options: SimulatedTableOptions): SimulatedTable {
  const { name, indexes: definitions = [], replicaLagMs } = options;
  const items = new TableItems(options);
  const indexes = definitions.map((definition) => new SecondaryIndex(definition, options));
  const usage = createUsage();
  const contextAt = (nowMs: number): WriteContext => ({ items, indexes, replicaLagMs, nowMs });

  const execute = (operation: string, input: unknown, nowMs: number): SimulatedOutput => {
    switch (operation) {
      case 'GetItem':
      case 'GetItemCommand':
        requests.checkGet(input);
        usage.GetItem.calls += 1;
        return get(input, nowMs);
      case 'Query':
      case 'QueryCommand':
        requests.checkQuery(input);
        usage.Query.calls += 1;
        return query(input, nowMs);
      case 'PutItem':
      case 'PutItemCommand':
        requests.checkPut(input);
        checkTable(input.TableName);
        usage.PutItem.calls += 1;
        writeItem(preparePut(input, { items, indexes }), contextAt(nowMs), usage.PutItem);
        return nothing;
      case 'UpdateItem':
      case 'UpdateItemCommand':
        requests.checkUpdate(input);
        checkTable(input.TableName);
        usage.UpdateItem.calls += 1;
        writeItem(prepareUpdate(input, { items, indexes }), contextAt(nowMs), usage.UpdateItem);
        return nothing;
      case 'TransactWriteItems':
      case 'TransactWriteItemsCommand':
        requests.checkTransact(input);
        usage.TransactWriteItems.calls += 1;
        transactWrite(input, name, contextAt(nowMs), usage.TransactWriteItems);
        return nothing;
      default:
        throw new NotModelledError(`the operation ${operation}`);
    }
  };

  const get = (request: requests.GetRequest, nowMs: number): GetItemCommandOutput => {
    checkTable(request.TableName);
    const isConsistent = request.ConsistentRead === true;
    const stored = items.get(keyOfRequest(options, request.Key));
    const version = isConsistent ? stored?.newest : stored?.replicaVersionAt(nowMs);
    usage.GetItem.readUnits += readUnitsOf(version?.bytes ?? 0, isConsistent);
    return version?.item ? { $metadata, Item: { ...version.item } } : nothing;
  };

  const query = (request: requests.QueryRequest, nowMs: number): QueryCommandOutput => {
    checkTable(request.TableName);
    const { output, readUnits } =
      request.IndexName === undefined
        ? queryItems(request, items, nowMs)
        : queryItems(request, indexOf(request), nowMs);
    usage.Query.readUnits += readUnits;
    return { $metadata, ...output };
  };

  const indexOf = ({ IndexName, ConsistentRead }: requests.QueryRequest): SecondaryIndex => {
    const index = indexes.find(({ schema }) => schema.name === IndexName);
    if (!index) throw validationException(`The table does not have the specified index: ${IndexName}`);
    if (!ConsistentRead) return index;
    throw validationException('Consistent reads are not supported on global secondary indexes');
  };

  const checkTable = (tableName: string | undefined): void => {
    if (tableName !== name) throw resourceNotFound();
  };

  return {
    name,
    usage,
    execute,
    deleteExpired: (attribute, nowSeconds) => {
      if (indexes.length > 0) throw new NotModelledError('deletion in a table with indexes');
      const expired = [...items].filter(({ newest }) => Number(newest.item?.[attribute]?.N ?? Infinity) < nowSeconds);
      for (const stored of expired) items.delete(stored);
    },
    forEachItem: (visit) => {
      for (const { newest } of items) if (newest.item) visit(newest.item);
    },
    items: () => [...items].flatMap(({ newest: { item } }) => (item ? [{ ...item }] : [])),
  };
}
