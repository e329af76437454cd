import { validationException } from '../errors';
import { planRead } from '../expressions/plans';
import { type KeySchema } from '../items/key-schema';
import { type RowSource, countWhile } from '../items/row-source';
import { type QueryRequest } from '../requests/requests';
import { type Item } from '../values/attribute-values';
import { type KeyRange, keyRangeOf } from './key-range';
import { type Page, readPage } from './read-page';

/** @throws ValidationException, NotModelledError. */
export function queryItems<Row>(request: QueryRequest, source: RowSource<Row>, nowMs: number): Page {
  const { ExclusiveStartKey: start } = request;
  const planned = planRead(request);
  const { plan, bound } = planned;
  if (!plan.keyTerms) {
    throw validationException(
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    );
  }
  const range = keyRangeOf(plan.keyTerms, bound, source.schema);
  refuseKeysInFilter(
    plan.filterPaths.map(({ head }) => bound.names[head]!),
    source.schema,
  );
  if (start) refuseOutside(source, start, range);
  return readPage(request, planned, source, rowsOf(request, source, range), nowMs);
}

function* rowsOf<Row>(
  { ExclusiveStartKey: start, ScanIndexForward }: QueryRequest,
  source: RowSource<Row>,
  range: KeyRange,
): Generator<Row> {
  const rows = source.rows(range.partition);
  const first = countWhile(rows, (row) => range.isBefore(source.sortValueOf(row)));
  const end = first + countWhile(rows.slice(first), (row) => range.contains(source.sortValueOf(row)));
  if (ScanIndexForward === false) {
    const behind = start ? Math.min(end, source.countBefore(rows, start)) : end;
    for (let i = behind - 1; i >= first; i -= 1) yield rows[i]!;
  } else {
    const begin = start ? Math.max(first, source.countUpTo(rows, start)) : first;
    for (let i = begin; i < end; i += 1) yield rows[i]!;
  }
}

function refuseKeysInFilter(names: readonly string[], { partitionKey, sortKey }: KeySchema): void {
  const key = names.find((name) => name === partitionKey.name || name === sortKey?.name);
  if (key === undefined) return;
  throw validationException(
    `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key}`,
  );
}

function refuseOutside<Row>(source: RowSource<Row>, start: Item, range: KeyRange): void {
  const { partition, sort } = source.startKeyOf(start);
  if (range.hasSortTerm && (range.isBefore(sort) || !range.contains(sort))) {
    throw validationException('The provided starting key does not match the range key predicate');
  }
  if (partition !== range.partition) {
    throw validationException('The provided starting key is outside query boundaries based on provided conditions');
  }
}
