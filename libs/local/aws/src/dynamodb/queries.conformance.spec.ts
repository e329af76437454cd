import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
} from '@aws-sdk/client-dynamodb';

import { refusal, rejectionOf } from '../testing/start-test-cloud';
import { startSharedTableTarget } from './testing/start-shared-table-target';

const reference = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`DynamoDB queries, scans and batches by their API (${reference})`, () => {
  const table = startSharedTableTarget();
  const { key, put, update } = table;
  const query = (overrides: Partial<QueryCommandInput>) =>
    table.client.send(
      new QueryCommand({ TableName: table.TableName, ConsistentRead: overrides.IndexName === undefined, ...overrides }),
    );
  const scan = (overrides: Partial<ScanCommandInput>) =>
    table.client.send(new ScanCommand({ TableName: table.TableName, ConsistentRead: true, ...overrides }));

  const invalid = (message: string | RegExp) => refusal('ValidationException', message);

  describe('queries', () => {
    it('query a partition in order, page by page (API_Query)', async () => {
      for (const n of [3, 1, 2, 5, 4]) await put({ ...key('p', `s${n}`), n: { N: String(n) } });
      await put(key('q', 's1'));
      const page = {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :s)',
        ExpressionAttributeValues: { ':pk': { S: table.own('p') }, ':s': { S: 's' } },
        Limit: 2,
      };

      const first = await query(page);
      const second = await query({ ...page, ExclusiveStartKey: first.LastEvaluatedKey });
      const third = await query({ ...page, ExclusiveStartKey: second.LastEvaluatedKey });

      const all = [first, second, third].flatMap(({ Items = [] }) => Items.map(({ sk }) => sk?.S));
      expect(all).toEqual(['s1', 's2', 's3', 's4', 's5']);
      expect(third.LastEvaluatedKey).toBeUndefined();
    });

    it('count with a filter (API_Query)', async () => {
      for (const n of [1, 2, 3]) await put({ ...key('p', `s${n}`), n: { N: String(n) } });

      const { Count, ScannedCount, Items } = await query({
        KeyConditionExpression: 'pk = :pk',
        FilterExpression: 'n > :n',
        ExpressionAttributeValues: { ':pk': { S: table.own('p') }, ':n': { N: '1' } },
        Select: 'COUNT',
      });

      expect({ Count, ScannedCount, Items }).toEqual({ Count: 2, ScannedCount: 3, Items: undefined });
    });

    it('follow an index through changes of its key (API_Query)', async () => {
      const inState = async (state: string) =>
        (
          await query({
            IndexName: 'by-state',
            KeyConditionExpression: '#state = :state AND dueAtMs <= :now',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':state': { S: table.own(state) }, ':now': { N: '100' } },
          })
        ).Items;
      const indexed = { ...key('a'), state: { S: table.own('running') }, dueAtMs: { N: '50' } };
      await put({ ...indexed, secret: { S: 'not projected' } });
      await put({ ...key('b'), state: { S: table.own('running') }, dueAtMs: { N: '500' } });

      const before = await inState('running');
      await update('a', 'SET #state = :closed', {
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':closed': { S: table.own('closed') } },
      });

      expect(before).toEqual([indexed]);
      expect(await inState('closed')).toHaveLength(1);
      expect(await inState('running')).toEqual([]);
    });

    it('answer from a local index in its order, and backwards (API_Query)', async () => {
      await put({ ...key('p', 's1'), other: { S: 'z' } });
      await put({ ...key('p', 's2'), other: { S: 'b' } });
      await put(key('p', 's3'));
      const sortKeys = async (ScanIndexForward: boolean) => {
        const { Items = [] } = await query({
          IndexName: 'by-other',
          ConsistentRead: true,
          ScanIndexForward,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: table.own('p') } },
        });
        return Items.map(({ sk }) => sk?.S);
      };

      expect(await sortKeys(true)).toEqual(['s2', 's1']);
      expect(await sortKeys(false)).toEqual(['s1', 's2']);
    });

    const onPk = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: 'x' } } };

    it.each<[string, Partial<QueryCommandInput>, RegExp]>([
      [
        'a consistent read of a global index',
        {
          IndexName: 'by-state',
          ConsistentRead: true,
          KeyConditionExpression: '#state = :state',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':state': { S: 'x' } },
        },
        /^Consistent reads are not supported on global secondary indexes$/,
      ],
      [
        'no condition on keys',
        {},
        /^Either the KeyConditions or KeyConditionExpression parameter must be specified in the request\.$/,
      ],
      [
        'an index that there is not',
        { ...onPk, IndexName: 'by-nothing' },
        /does not have the specified index: by-nothing$/,
      ],
      ['a limit of 0', { ...onPk, Limit: 0 }, /greater than or equal to 1/],
      [
        'a partition key that is compared',
        { ...onPk, KeyConditionExpression: 'pk > :pk' },
        /^Query key condition not supported$/,
      ],
      [
        'no condition on the partition key',
        { ...onPk, KeyConditionExpression: 'sk = :pk' },
        /^Query condition missed key schema element: pk$/,
      ],
      [
        'a filter on the key',
        { ...onPk, FilterExpression: 'sk = :pk' },
        /^Filter Expression can only contain non-primary key attributes: Primary key attribute: sk$/,
      ],
    ])('are refused with %s (API_Query)', async (_title, overrides, message) => {
      expect(await rejectionOf(query(overrides))).toMatchObject(invalid(message));
    });
  });

  describe('scans', () => {
    it('find every item once, page by page and in segments (API_Scan)', async () => {
      for (const n of [1, 2, 3, 4, 5]) await put({ ...key(`scan-${n}`), mark: { S: table.own('scanned') } });
      const all = async (overrides: Partial<ScanCommandInput>) => {
        const found: (string | undefined)[] = [];
        let ExclusiveStartKey: ScanCommandInput['ExclusiveStartKey'];
        do {
          const page = await scan({
            FilterExpression: 'mark = :mark',
            ExpressionAttributeValues: { ':mark': { S: table.own('scanned') } },
            ...overrides,
            ...(ExclusiveStartKey && { ExclusiveStartKey }),
          });
          found.push(...(page.Items ?? []).map(({ pk }) => pk?.S));
          ExclusiveStartKey = page.LastEvaluatedKey;
        } while (ExclusiveStartKey);
        return found.sort();
      };
      const expected = [1, 2, 3, 4, 5].map((n) => table.own(`scan-${n}`));

      expect(await all({})).toEqual(expected);
      expect(await all({ Limit: 1 })).toEqual(expected);
      const halves = [
        ...(await all({ Segment: 0, TotalSegments: 2 })),
        ...(await all({ Segment: 1, TotalSegments: 2 })),
      ];
      expect(halves.sort()).toEqual(expected);
    });

    it.each<[string, Partial<ScanCommandInput>, RegExp]>([
      ['a segment beyond the last', { Segment: 2, TotalSegments: 2 }, /Segment parameter is zero-based/],
      ['a segment alone', { Segment: 0 }, /TotalSegments parameter is required/],
      ['a limit of 0', { Limit: 0 }, /greater than or equal to 1/],
      [
        'a consistent read of a global index',
        { IndexName: 'by-state', ConsistentRead: true },
        /^Consistent reads are not supported on global secondary indexes$/,
      ],
    ])('are refused with %s (API_Scan)', async (_title, overrides, message) => {
      expect(await rejectionOf(scan(overrides))).toMatchObject(invalid(message));
    });
  });

  describe('batches', () => {
    const write = (...pks: string[]) =>
      table.client.send(
        new BatchWriteItemCommand({
          RequestItems: { [table.TableName]: pks.map((pk) => ({ PutRequest: { Item: key(pk) } })) },
        }),
      );
    const read = (...pks: string[]) =>
      table.client.send(
        new BatchGetItemCommand({
          RequestItems: { [table.TableName]: { Keys: pks.map((pk) => key(pk)), ConsistentRead: true } },
        }),
      );

    it('write and read many items, and leave out what is not there (API_BatchWriteItem, API_BatchGetItem)', async () => {
      const { UnprocessedItems } = await write('a', 'b', 'c');

      const { Responses, UnprocessedKeys } = await read('a', 'c', 'z');

      expect(Responses?.[table.TableName]).toEqual(expect.arrayContaining([key('a'), key('c')]));
      expect(Responses?.[table.TableName]).toHaveLength(2);
      expect([UnprocessedItems, UnprocessedKeys]).toEqual([{}, {}]);
    });

    it('are of 25 writes and 100 keys at most, none of them twice (API_BatchWriteItem, API_BatchGetItem)', async () => {
      const many = (count: number) => Array.from({ length: count }, (_, n) => `m${n}`);
      const duplicates = invalid(/^Provided list of item keys contains duplicates$/);

      expect(await rejectionOf(write(...many(26)))).toMatchObject(invalid(/./));
      expect(await rejectionOf(read(...many(101)))).toMatchObject(invalid(/./));
      expect(await rejectionOf(write('a', 'a'))).toMatchObject(duplicates);
      expect(await rejectionOf(read('a', 'a'))).toMatchObject(duplicates);
      expect(await rejectionOf(write())).toMatchObject(invalid(/./));
    });

    it('reach no table that there is not (API_BatchWriteItem)', async () => {
      const RequestItems = { [`${table.TableName}-nowhere`]: [{ PutRequest: { Item: key('a') } }] };

      expect(await rejectionOf(table.client.send(new BatchWriteItemCommand({ RequestItems })))).toMatchObject({
        name: 'ResourceNotFoundException',
        message: 'Requested resource not found',
        $metadata: { httpStatusCode: 400 },
      });
    });
  });
});
