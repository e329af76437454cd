import { validationException } from '../errors';
import { planRead } from '../expressions/plans';
import { type RowPartition, type RowSource } from '../items/row-source';
import { comparePartitions, hashOf } from '../items/sort-partitions';
import { type ScanRequest } from '../requests/requests';
import { type Page, checkPage, readPage } from './read-page';

/** @throws ValidationException, NotModelledError. */
export function scanItems<Row>(request: ScanRequest, source: RowSource<Row>, nowMs: number): Page {
  checkSegment(request);
  checkPage(request);
  const planned = planRead(request);
  return readPage(request, planned, source, rowsOf(request, source), nowMs);
}

function rowsOf<Row>(request: ScanRequest, source: RowSource<Row>): Iterable<Row> {
  const partitions = source.partitions().filter(({ hash }) => segmentOf(hash, request) === (request.Segment ?? 0));
  const { ExclusiveStartKey: start } = request;
  if (!start) return rowsIn(partitions);
  const { partition } = source.startKeyOf(start);
  const position = { partition, hash: hashOf(partition) };
  if (segmentOf(position.hash, request) !== (request.Segment ?? 0)) {
    throw validationException(
      'The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct ' +
        `Segment. TotalSegments: ${request.TotalSegments} Segment: ${request.Segment}`,
    );
  }
  const rest = partitions.filter((candidate) => comparePartitions(candidate, position) >= 0);
  const [first, ...others] = rest;
  if (first?.partition !== partition) return rowsIn(rest);
  return rowsIn([{ ...first, rows: first.rows.slice(source.countUpTo(first.rows, start)) }, ...others]);
}

function* rowsIn<Row>(partitions: readonly RowPartition<Row>[]): Generator<Row> {
  for (const { rows } of partitions) yield* rows;
}

const segmentOf = (hash: number, { TotalSegments: count = 1 }: ScanRequest): number =>
  Math.floor((hash / 2 ** 32) * count);

function checkSegment({ Segment: segment, TotalSegments: count }: ScanRequest): void {
  if (segment === undefined && count === undefined) return;
  if (segment === undefined || count === undefined) {
    const [missing, present] = segment === undefined ? ['Segment', 'TotalSegments'] : ['TotalSegments', 'Segment'];
    const which = segment === undefined ? `parameter ${present}` : `${present} parameter`;
    throw validationException(
      `The ${missing} parameter is required but was not present in the request when ${which} is present`,
    );
  }
  if (segment < count) return;
  throw validationException(
    'The Segment parameter is zero-based and must be less than parameter TotalSegments: ' +
      `Segment: ${segment} is not less than TotalSegments: ${count}`,
  );
}
