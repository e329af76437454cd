import { type RowPartition } from './row-source';

/** @returns Partitions in the order in which a scan visits them. */
export const sortPartitions = <Row>(
  rowsByPartition: Iterable<readonly [partition: string, rows: readonly Row[]]>,
): RowPartition<Row>[] =>
  [...rowsByPartition]
    .map(([partition, rows]) => ({ partition, hash: hashOf(partition), rows }))
    .sort(comparePartitions);

type Position = Pick<RowPartition<never>, 'hash' | 'partition'>;

export const comparePartitions = (a: Position, b: Position): number =>
  a.hash - b.hash || (a.partition < b.partition ? -1 : Number(a.partition > b.partition));

/** FNV-1a with a last mix; any function that spreads texts over 32 bits would do. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
