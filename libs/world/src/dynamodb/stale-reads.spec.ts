import { key, useTable } from './testing/use-table';

const lagsMs: number[] = [];
const { get, put, query, time } = useTable(() => lagsMs.shift() ?? 0);

const putAt = (nowMs: number, n: number, state?: string): void => {
  time.nowMs = nowMs;
  put({ ...key('a'), n: { N: String(n) }, ...(state !== undefined && { state: { S: state }, dueAtMs: { N: '1' } }) });
};
const at = <T>(nowMs: number, read: () => T): T => {
  time.nowMs = nowMs;
  return read();
};
const readAt = (nowMs: number, isConsistent = false) => at(nowMs, () => get(key('a'), isConsistent)?.['n']?.N);

describe('a read from a replica', () => {
  beforeEach(() => void lagsMs.splice(0));

  it('sees each write once its lag has passed, and a consistent read at once', () => {
    lagsMs.push(100, 100);
    putAt(0, 1);
    putAt(50, 2);

    expect([0, 99, 100, 149, 150].map((nowMs) => readAt(nowMs))).toEqual([undefined, undefined, '1', '1', '2']);
    expect(readAt(50, true)).toBe('2');
  });

  it('sees a write without lag at once, and nothing older ever again', () => {
    lagsMs.push(1000, 0);
    putAt(0, 1);
    putAt(1, 2);

    expect([readAt(1), readAt(2000)]).toEqual(['2', '2']);
  });

  it('does not fall back when a later write is the first to arrive', () => {
    lagsMs.push(0, 1000, 10);
    putAt(0, 1);
    putAt(1, 2);
    putAt(2, 3);

    expect([11, 12, 500, 1001].map((nowMs) => readAt(nowMs))).toEqual(['1', '3', '3', '3']);
  });

  it('is at most a few versions behind', () => {
    lagsMs.push(...Array.from({ length: 10 }, () => 1000));
    for (let n = 1; n <= 10; n += 1) putAt(n, n);

    expect([readAt(10), readAt(1010)]).toEqual(['6', '10']);
  });

  it('finds items in the partition and in the index as they were', () => {
    lagsMs.push(100, 100, 100);
    const inPartition = (ConsistentRead: boolean) => query('pk = :p', { ':p': { S: 'a' } }, { ConsistentRead }).Count;
    const index = { IndexName: 'by-state', ConsistentRead: false, ExpressionAttributeNames: { '#s': 'state' } };
    const inState = (nowMs: number) =>
      at(nowMs, () => ['waiting', 'open'].map((state) => query('#s = :s', { ':s': { S: state } }, index).Count));

    putAt(0, 1, 'waiting');
    expect([inPartition(false), inPartition(true), inState(0)]).toEqual([0, 1, [0, 0]]);
    putAt(50, 2, 'open');
    expect([100, 149, 150].map(inState)).toEqual([
      [1, 0],
      [1, 0],
      [0, 1],
    ]);
    putAt(200, 3, 'open');
    putAt(200, 4, 'waiting');
    putAt(200, 5);
    expect(inState(200)).toEqual([0, 0]);
  });
});
