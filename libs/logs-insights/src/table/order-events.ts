import { type TableChunk } from './table-chunk';

/** One event of a chunk. */
export interface ChunkRow {
  readonly chunk: TableChunk;
  readonly row: number;
}

/** Chunks whose times overlap, in the order of arrival. */
interface Cluster {
  readonly members: { readonly chunk: TableChunk; readonly arrival: number }[];
  maxMs: number;
  lastArrival: number;
}

/**
 * Lists the events of chunks by time, those of one time in the order of arrival. Only chunks that overlap are sorted.
 *
 * @param chunks - In the order of arrival.
 * @param startMs - Epoch milliseconds, inclusive.
 * @param endMs - Epoch milliseconds, exclusive.
 */
export function* orderEvents(chunks: readonly TableChunk[], startMs: number, endMs: number): Iterable<ChunkRow> {
  for (const { members } of clustersOf(chunks.filter(({ minMs, maxMs }) => maxMs >= startMs && minMs < endMs))) {
    const rows = members.flatMap(({ chunk }) => rowsWithin(chunk, startMs, endMs));
    const isInOrder = members.length === 1 && members[0]?.chunk.isInTimeOrder;
    yield* isInOrder ? rows : rows.sort((left, right) => timeOf(left) - timeOf(right));
  }
}

function clustersOf(chunks: readonly TableChunk[]): readonly Cluster[] {
  const byStart = chunks.map((chunk, arrival) => ({ chunk, arrival })).sort((a, b) => a.chunk.minMs - b.chunk.minMs);
  const clusters: Cluster[] = [];
  for (const member of byStart) {
    const { minMs, maxMs } = member.chunk;
    const last = clusters.at(-1);
    // A chunk that starts when the ones before end, and arrived after them, is not mixed with them.
    if (!last || minMs > last.maxMs || (minMs === last.maxMs && member.arrival > last.lastArrival)) {
      clusters.push({ members: [member], maxMs, lastArrival: member.arrival });
      continue;
    }
    last.members.push(member);
    last.maxMs = Math.max(last.maxMs, maxMs);
    last.lastArrival = Math.max(last.lastArrival, member.arrival);
  }
  for (const { members } of clusters) members.sort((left, right) => left.arrival - right.arrival);
  return clusters;
}

function rowsWithin(chunk: TableChunk, startMs: number, endMs: number): ChunkRow[] {
  const rows: ChunkRow[] = [];
  for (let row = 0; row < chunk.rowCount; row += 1) {
    const epochMs = chunk.timestamps[row] ?? NaN;
    if (epochMs >= startMs && epochMs < endMs) rows.push({ chunk, row });
  }
  return rows;
}

const timeOf = ({ chunk, row }: ChunkRow): number => chunk.timestamps[row] ?? NaN;
