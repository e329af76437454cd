import { namedPath } from '../expressions/paths';
import { type Bound } from '../expressions/placeholders';
import { type ReadPlan } from '../expressions/plans';
import { project } from '../expressions/project';
import { type RowSource } from '../items/row-source';
import { type ReadRequest } from '../requests/requests';
import { type Item } from '../values/attribute-values';
import { readUnitsOf } from '../values/sizes';

export interface PageOutput {
  /** Absent when only their number was asked for. */
  readonly Items?: Item[];
  readonly Count: number;
  readonly ScannedCount: number;
  readonly LastEvaluatedKey?: Item;
}

export interface Page {
  readonly output: PageOutput;
  readonly readUnits: number;
}

/** A page ends with the item that fills it. */
const maxPageBytes = 1024 * 1024;

/**
 * Reads rows until the page is full.
 *
 * @param rows - In the order in which they are read, behind `ExclusiveStartKey`.
 * @param source - Where they lie.
 */
export function readPage<Row>(
  request: ReadRequest,
  { plan, bound }: { readonly plan: ReadPlan; readonly bound: Bound },
  source: RowSource<Row>,
  rows: Iterable<Row>,
  nowMs: number,
): Page {
  const { Limit: limit, Select, ConsistentRead } = request;
  const isConsistent = ConsistentRead === true;
  const isCount = Select === 'COUNT';
  const paths = plan.projection?.map((path) => namedPath(path, bound.names));
  const items: Item[] = [];
  let [bytes, count, scannedCount] = [0, 0, 0];
  let lastItem: Item | undefined;
  for (const row of rows) {
    const read = source.read(row, nowMs, isConsistent);
    if (!read) continue;
    scannedCount += 1;
    bytes += read.bytes;
    if (plan.filter?.(read.item, bound) ?? true) {
      count += 1;
      if (!isCount) items.push(paths ? project(paths, read.item) : { ...read.item });
    }
    if (scannedCount !== limit && bytes < maxPageBytes) continue;
    lastItem = read.whole;
    break;
  }
  return {
    output: {
      ...(isCount ? {} : { Items: items }),
      Count: count,
      ScannedCount: scannedCount,
      ...(lastItem ? { LastEvaluatedKey: source.keyOf(lastItem) } : {}),
    },
    readUnits: readUnitsOf(bytes, isConsistent),
  };
}
