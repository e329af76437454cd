import { planRead } from '../expressions/plans';
import { type RowPartition, type RowSource, comparePartitions, hashOf } from '../items/row-source';
import { type ReadRequest } from '../requests/requests';
import { type Page, readPage } from './read-page';

/** @throws ValidationException, NotModelledError. */
export const scanItems = <Row>(request: ReadRequest, source: RowSource<Row>, nowMs: number): Page =>
  readPage(request, planRead(request), source, rowsOf(request, source), nowMs);

function rowsOf<Row>({ ExclusiveStartKey: start }: ReadRequest, source: RowSource<Row>): Iterable<Row> {
  const partitions = source.partitions();
  if (!start) return rowsIn(partitions);
  const { partition } = source.startKeyOf(start);
  const position = { partition, hash: hashOf(partition) };
  const rest = partitions.filter((candidate) => comparePartitions(candidate, position) >= 0);
  const [first, ...others] = rest;
  if (first?.partition !== partition) return rowsIn(rest);
  return rowsIn([{ ...first, rows: first.rows.slice(source.countUpTo(first.rows, start)) }, ...others]);
}

function* rowsIn<Row>(partitions: readonly RowPartition<Row>[]): Generator<Row> {
  for (const { rows } of partitions) yield* rows;
}
