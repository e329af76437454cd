import { validationException } from '../errors';
import { holds } from '../expressions/condition';
import { type KeyRange, keyRangeOf } from '../expressions/key-condition';
import { type Bound } from '../expressions/placeholders';
import { planRead, type ReadPlan } from '../expressions/plans';
import { keyOfRequest } from '../items/key-schema';
import { type Row, type RowSource, countBefore, countUpTo, countWhile } from '../items/rows';
import { type Request } from '../requests';
import { type Table } from '../table';
import { type Item, attributeOf, compareTexts } from '../values';

interface GetOutput {
  readonly Item?: Item;
}

/** @returns A copy of the item or of the requested part. @throws ValidationException */
export function readItem(request: Request<'GetItem'>, { items }: Table, nowMs: number): GetOutput {
  const { ProjectionExpression: projection, ConsistentRead } = request;
  const planned = projection === undefined ? undefined : planRead(request);
  const stored = items.get(keyOfRequest(items.schema, request.Key));
  const item = stored && items.read(stored, nowMs, ConsistentRead === true)?.item;
  return item ? { Item: planned ? project(planned.plan, planned.bound, item) : { ...item } } : {};
}

export interface PageOutput {
  /** Absent if only their number was requested. */
  readonly Items?: Item[];
  readonly Count: number;
  readonly ScannedCount: number;
  readonly LastEvaluatedKey?: Item;
}

/** @throws ValidationException */
export function queryItems(request: Request<'Query'>, table: Table, nowMs: number): PageOutput {
  const source = sourceOf(request, table);
  const { plan, bound } = planRead(request);
  if (!plan.keyTerms) {
    throw validationException(
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    );
  }
  const { partitionKey, sortKey } = source.schema;
  const range = keyRangeOf(plan.keyTerms, bound, source.schema);
  const filtered = plan.filterNames.map((slot) => bound.names[slot]);
  const key = filtered.find((name) => name === partitionKey.name || name === sortKey?.name);
  if (key !== undefined) {
    throw validationException(
      `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key}`,
    );
  }
  const start = request.ExclusiveStartKey && startOf(request.ExclusiveStartKey, source, range);
  const rows = rowsInRange(source.rows.of(range.partition), range, start, request.ScanIndexForward !== false);
  return readPage(request, plan, bound, source, rows, nowMs);
}

/** @throws ValidationException */
export function scanItems(request: Request<'Scan'>, table: Table, nowMs: number): PageOutput {
  const source = sourceOf(request, table);
  const { plan, bound } = planRead(request);
  const start = request.ExclusiveStartKey && source.positionOf(request.ExclusiveStartKey);
  return readPage(request, plan, bound, source, rowsFrom(source, start), nowMs);
}

/** Where a query or a scan looks. */
function sourceOf({ IndexName: name, ConsistentRead }: Request<'Scan'>, table: Table): RowSource {
  if (name === undefined) return table.items;
  const index = table.indexes.find(({ schema }) => schema.name === name);
  if (!index) throw validationException(`The table does not have the specified index: ${name}`);
  if (ConsistentRead) throw validationException('Consistent reads are not supported on global secondary indexes');
  return index;
}

function startOf(start: Item, source: RowSource, range: KeyRange): Row {
  const position = source.positionOf(start);
  const { partition, sort } = position.key;
  if (range.hasSortTerm && (range.isBefore(sort) || !range.contains(sort))) {
    throw validationException('The provided starting key does not match the range key predicate');
  }
  if (partition === range.partition) return position;
  throw validationException('The provided starting key is outside query boundaries based on provided conditions');
}

function* rowsInRange(
  rows: readonly Row[],
  range: KeyRange,
  start: Row | undefined,
  isForward: boolean,
): Generator<Row> {
  const first = countWhile(rows, ({ key }) => range.isBefore(key.sort));
  const end = first + countWhile(rows.slice(first), ({ key }) => range.contains(key.sort));
  if (isForward) {
    const begin = start ? Math.max(first, countUpTo(rows, start)) : first;
    for (let i = begin; i < end; i += 1) yield rows[i]!;
  } else {
    const behind = start ? Math.min(end, countBefore(rows, start)) : end;
    for (let i = behind - 1; i >= first; i -= 1) yield rows[i]!;
  }
}

function* rowsFrom({ rows: all }: RowSource, start: Row | undefined): Generator<Row> {
  for (const [partition, rows] of all.partitions()) {
    const order = start ? compareTexts(partition, start.key.partition) : 1;
    if (start && order === 0) yield* rows.slice(countUpTo(rows, start));
    else if (order > 0) yield* rows;
  }
}

/** A page ends with the item that fills it. */
const maxPageBytes = 1024 * 1024;

/**
 * Reads rows until the page is full.
 *
 * @param rows - In the order in which they are read, behind `ExclusiveStartKey`.
 * @param source - Where they lie.
 */
function readPage(
  { Limit: limit, Select, ConsistentRead }: Request<'Scan'>,
  plan: ReadPlan,
  bound: Bound,
  source: RowSource,
  rows: Iterable<Row>,
  nowMs: number,
): PageOutput {
  const items: Item[] = [];
  let [bytes, count, scannedCount] = [0, 0, 0];
  let lastItem: Item | undefined;
  for (const row of rows) {
    const found = source.read(row, nowMs, ConsistentRead === true);
    if (!found) continue;
    scannedCount += 1;
    bytes += found.bytes;
    if (!plan.filter || holds(plan.filter, found.item, bound)) {
      count += 1;
      if (Select !== 'COUNT') items.push(project(plan, bound, found.item));
    }
    if (scannedCount !== limit && bytes < maxPageBytes) continue;
    lastItem = found.whole;
    break;
  }
  return {
    ...(Select === 'COUNT' ? {} : { Items: items }),
    Count: count,
    ScannedCount: scannedCount,
    ...(lastItem ? { LastEvaluatedKey: source.keyOf(lastItem) } : {}),
  };
}

/** @returns A copy of an item: of all of it, or of the attributes that a read asks for. */
function project({ projection }: ReadPlan, { names }: Bound, item: Item): Item {
  if (!projection) return { ...item };
  return Object.fromEntries(
    projection.flatMap((slot) => {
      const name = names[slot]!;
      const value = attributeOf(item, name);
      return value ? [[name, value]] : [];
    }),
  );
}
