import { type QueryCommandOutput } from '@aws-sdk/client-dynamodb';

import { type Item } from './attribute-values';
import { NotModelledError, validationException } from './errors';
import { keyRangeOf } from './parse-key-condition';
import { type QuerySource } from './query-source';
import { type QueryRequest } from './requests';
import { readUnitsOf } from './sizes';
import { countWhile } from './sorted-rows';

/** A page ends with the item that fills it. */
const maxPageBytes = 1024 * 1024;

export interface QueryPage {
  readonly output: Omit<QueryCommandOutput, '$metadata'>;
  readonly readUnits: number;
}

/** @throws ValidationException, NotModelledError. */
export function queryItems<Row>(request: QueryRequest, source: QuerySource<Row>, nowMs: number): QueryPage {
  const { KeyConditionExpression: text, Limit: limit, ExclusiveStartKey: start, ConsistentRead } = request;
  if (text === undefined) throw new NotModelledError('a Query without a KeyConditionExpression');
  if (limit !== undefined && limit < 1) {
    throw validationException(
      `Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value at least 1`,
    );
  }
  const isConsistent = ConsistentRead === true;
  const range = keyRangeOf(text, request, source.schema);
  const rows = source.rows(range.partition);
  if (start) refuseOutside(source, start, range);
  const first = countWhile(rows, (row) => range.isBefore(source.sortValueOf(row)));
  const end = first + countWhile(rows.slice(first), (row) => range.contains(source.sortValueOf(row)));
  const isForward = request.ScanIndexForward !== false;
  const begin = isForward
    ? start
      ? Math.max(first, source.countUpTo(rows, start))
      : first
    : (start ? Math.min(end, source.countBefore(rows, start)) : end) - 1;

  const items: Item[] = [];
  let bytes = 0;
  let lastItem: Item | undefined;
  for (let i = begin; i >= first && i < end; i += isForward ? 1 : -1) {
    const read = source.read(rows[i]!, nowMs, isConsistent);
    if (!read) continue;
    items.push({ ...read.item });
    bytes += read.bytes;
    if (items.length !== limit && bytes < maxPageBytes) continue;
    lastItem = read.item;
    break;
  }
  return {
    output: {
      Items: items,
      Count: items.length,
      ScannedCount: items.length,
      ...(lastItem ? { LastEvaluatedKey: source.keyOf(lastItem) } : {}),
    },
    readUnits: readUnitsOf(bytes, isConsistent),
  };
}

function refuseOutside<Row>(source: QuerySource<Row>, start: Item, range: ReturnType<typeof keyRangeOf>): void {
  const { partition, sort } = source.startKeyOf(start);
  if (partition !== range.partition) {
    throw validationException('The provided starting key is outside query boundaries based on provided conditions');
  }
  if (range.isBefore(sort) || !range.contains(sort)) {
    throw validationException('The provided starting key does not match the range key predicate');
  }
}
