import { type GetOutput } from './operations/read-item';
import { type PageOutput } from './operations/read-page';
import { createStandaloneTable } from './standalone-table';
import { type Item } from './values/attribute-values';

const TableName = 'runs';
const Key = { pk: { S: 'a' } };

describe('a read from a replica', () => {
  const start = (...lagsMs: number[]) => {
    const table = createStandaloneTable({
      name: TableName,
      partitionKey: { name: 'pk', type: 'S' },
      indexes: [{ name: 'by-state', partitionKey: { name: 'sweepState', type: 'S' } }],
      replicaLagMs: () => lagsMs.shift() ?? 0,
    });
    const put = (n: number, nowMs: number, state?: string) =>
      table.execute(
        'PutItem',
        {
          TableName,
          Item: { ...Key, n: { N: String(n) }, ...(state === undefined ? {} : { sweepState: { S: state } }) },
        },
        nowMs,
      );
    const read = (nowMs: number, ConsistentRead = false): string | undefined => {
      const output: GetOutput = table.execute('GetItem', { TableName, Key, ConsistentRead }, nowMs);
      return output.Item?.['n']?.N;
    };
    const queried = (expression: string, values: Item, nowMs: number, more: object = {}): number => {
      const output = table.execute(
        'Query',
        { TableName, KeyConditionExpression: expression, ExpressionAttributeValues: values, ...more },
        nowMs,
      );
      return (output as PageOutput).Count;
    };
    const inState = (state: string, nowMs: number) =>
      queried('sweepState = :s', { ':s': { S: state } }, nowMs, { IndexName: 'by-state' });
    return { put, read, queried, inState };
  };

  it('sees each write once its lag has passed, and a consistent read at once', () => {
    const { put, read } = start(100, 100);
    put(1, 0);
    put(2, 50);

    expect([0, 99, 100, 149, 150].map((nowMs) => read(nowMs))).toEqual([undefined, undefined, '1', '1', '2']);
    expect(read(50, true)).toBe('2');
  });

  it('sees a write without lag at once, and nothing older ever again', () => {
    const { put, read } = start(1000, 0);
    put(1, 0);
    put(2, 1);

    expect(read(1)).toBe('2');
    expect(read(2000)).toBe('2');
  });

  it('does not fall back when a later write is the first to arrive', () => {
    const { put, read } = start(0, 1000, 10);
    put(1, 0);
    put(2, 1);
    put(3, 2);

    expect([11, 12, 500, 1001].map((nowMs) => read(nowMs))).toEqual(['1', '3', '3', '3']);
  });

  it('is at most a few versions behind', () => {
    const { put, read } = start(...Array.from({ length: 10 }, () => 1000));
    for (let n = 1; n <= 10; n += 1) put(n, n);

    expect(read(10)).toBe('6');
    expect(read(1010)).toBe('10');
  });

  it('finds items in the partition and in the index as they were', () => {
    const { put, inState, queried } = start(100, 100, 100);
    const inPartition = (nowMs: number, ConsistentRead: boolean) =>
      queried('pk = :p', { ':p': { S: 'a' } }, nowMs, { ConsistentRead });

    put(1, 0, 'waiting');
    expect([inPartition(0, false), inPartition(0, true), inState('waiting', 0)]).toEqual([0, 1, 0]);
    put(2, 50, 'open');
    expect([100, 149, 150].map((nowMs) => [inState('waiting', nowMs), inState('open', nowMs)])).toEqual([
      [1, 0],
      [1, 0],
      [0, 1],
    ]);
    put(3, 200, 'open');
    put(4, 200, 'waiting');
    put(5, 200);
    expect([inState('waiting', 200), inState('open', 200)]).toEqual([0, 0]);
  });
});
