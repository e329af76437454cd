import { type StandaloneTable, createStandaloneTable } from '../standalone-table';
import { type Item } from '../values/attribute-values';
import { type PageOutput } from './read-page';

const TableName = 'runs';

describe('a query', () => {
  let table: StandaloneTable;
  const put = (pk: string, sk: string, more: Item = {}) =>
    table.execute('PutItem', { TableName, Item: { pk: { S: pk }, sk: { S: sk }, ...more } }, 0);
  const query = (KeyConditionExpression: string, values: Item, more: object = {}): PageOutput => {
    const input = {
      TableName,
      KeyConditionExpression,
      ExpressionAttributeValues: values,
      ConsistentRead: true,
      ...more,
    };
    const output = table.execute('Query', input, 0);
    return output as PageOutput;
  };
  const sortKeysOf = ({ Items = [] }: PageOutput) => Items.map(({ sk }) => sk?.S);

  beforeEach(() => {
    table = createStandaloneTable({
      name: TableName,
      partitionKey: { name: 'pk', type: 'S' },
      sortKey: { name: 'sk', type: 'S' },
      indexes: [
        { name: 'by-state', partitionKey: { name: 'sweepState', type: 'S' }, sortKey: { name: 'dueAtMs', type: 'N' } },
      ],
    });
  });

  describe('on the table', () => {
    beforeEach(() => {
      for (const sk of ['r#3', 'run', 'r#1', 'a', 'r#2', 'r#\u{1F600}', 'r#\uFFFD']) put('p', sk);
      put('q', 'r#1');
    });

    it.each([
      ['pk = :p', undefined, ['a', 'r#1', 'r#2', 'r#3', 'r#\uFFFD', 'r#\u{1F600}', 'run']],
      ['pk = :p AND begins_with(sk, :s)', 'r#', ['r#1', 'r#2', 'r#3', 'r#\uFFFD', 'r#\u{1F600}']],
      ['begins_with(sk, :s) AND pk = :p', 'ru', ['run']],
      ['pk = :p AND sk = :s', 'r#2', ['r#2']],
      ['pk = :p AND sk = :s', 'r#', []],
      ['pk = :p AND sk < :s', 'r#2', ['a', 'r#1']],
      ['pk = :p AND sk <= :s', 'r#2', ['a', 'r#1', 'r#2']],
      ['pk = :p AND sk > :s', 'r#3', ['r#\uFFFD', 'r#\u{1F600}', 'run']],
      ['pk = :p AND sk >= :s', 'r#\uFFFD', ['r#\uFFFD', 'r#\u{1F600}', 'run']],
    ])('for %s with %s gives %j, page by page too', (expression, s, expected) => {
      const values = { ':p': { S: 'p' }, ...(s === undefined ? {} : { ':s': { S: s } }) };
      const paged: (string | undefined)[] = [];
      let start: Item | undefined;
      do {
        const page = query(expression, values, { Limit: 2, ...(start ? { ExclusiveStartKey: start } : {}) });
        paged.push(...sortKeysOf(page));
        start = page.LastEvaluatedKey;
      } while (start);

      const all = query(expression, values);

      expect(sortKeysOf(all)).toEqual(expected);
      expect(all).toMatchObject({ Count: expected.length, ScannedCount: expected.length });
      expect(all).not.toHaveProperty('LastEvaluatedKey');
      expect(paged).toEqual(expected);
    });

    it('ends a page with the limit even where nothing follows', () => {
      const { LastEvaluatedKey } = query('pk = :p', { ':p': { S: 'q' } }, { Limit: 1 });

      expect(LastEvaluatedKey).toEqual({ pk: { S: 'q' }, sk: { S: 'r#1' } });
    });

    it('ends a page with the item that fills 1 MB', () => {
      for (const sk of ['1', '2', '3', '4']) put('large', sk, { x: { S: 'x'.repeat(400_000) } });

      const first = query('pk = :p', { ':p': { S: 'large' } });
      const second = query('pk = :p', { ':p': { S: 'large' } }, { ExclusiveStartKey: first.LastEvaluatedKey });

      expect([sortKeysOf(first), sortKeysOf(second)]).toEqual([['1', '2', '3'], ['4']]);
      expect(second).not.toHaveProperty('LastEvaluatedKey');
    });

    const start = (pk: string, sk: string) => ({ ExclusiveStartKey: { pk: { S: pk }, sk: { S: sk } } });

    it.each<[string, string, string, Item, object]>([
      [
        'with an attribute that is no key',
        'missed key schema element: sk',
        'pk = :p AND n = :p',
        { ':p': { S: 'p' } },
        {},
      ],
      ['with three conditions', '1 or 2', 'pk = :p AND sk = :p AND n = :p', { ':p': { S: 'p' } }, {}],
      ['with OR', 'Invalid operator', 'pk = :p OR sk = :p', { ':p': { S: 'p' } }, {}],
      ['with <>', 'Invalid operator', 'pk = :p AND sk <> :p', { ':p': { S: 'p' } }, {}],
      ['with a value of another type', 'schema type', 'pk = :p', { ':p': { N: '1' } }, {}],
      ['with an empty value', 'empty', 'pk = :p', { ':p': { S: '' } }, {}],
      ['from another partition on', 'outside', 'pk = :p', { ':p': { S: 'p' } }, start('q', 'a')],
      ['from outside of its range on', 'range key', 'pk = :p AND sk > :p', { ':p': { S: 'p' } }, start('p', 'a')],
      ['from half a key on', 'schema', 'pk = :p', { ':p': { S: 'p' } }, { ExclusiveStartKey: { pk: { S: 'p' } } }],
    ])('is refused %s', (_how, message, expression, values, more) => {
      const act = () => query(expression, values, more);

      expect(act).toThrow(
        expect.objectContaining({ name: 'ValidationException', message: expect.stringContaining(message) }),
      );
    });

    it('counts what it looks at and what a filter leaves, without the items when only their number is asked for', () => {
      const values = { ':p': { S: 'p' }, ':n': { S: 'x' } };

      const page = query('pk = :p', values, { FilterExpression: 'n = :n', Select: 'COUNT', Limit: 2 });

      expect(page).toMatchObject({ Count: 0, ScannedCount: 2, LastEvaluatedKey: { pk: { S: 'p' } } });
      expect(page).not.toHaveProperty('Items');
    });
  });

  describe('on a sparse index', () => {
    const index = { IndexName: 'by-state', ConsistentRead: false };
    const due = (state: string, dueAtMs: number): Item => ({
      sweepState: { S: state },
      dueAtMs: { N: String(dueAtMs) },
    });
    const idsIn = (state: string, upToMs: number, more: object = {}) =>
      query(
        'sweepState = :s AND dueAtMs <= :d',
        { ':s': { S: state }, ':d': { N: String(upToMs) } },
        { ...index, ...more },
      );
    const partitionsOf = ({ Items = [] }: PageOutput) => Items.map(({ pk }) => pk?.S);

    beforeEach(() => {
      put('late', 'run', due('open', 100));
      put('early', 'run', { ...due('open', 9), title: { S: 'not projected' } });
      put('same', 'run', due('open', 9));
      put('closed', 'run', due('closed', 1));
      put('without time', 'run', { sweepState: { S: 'open' } });
      put('without state', 'run', { dueAtMs: { N: '1' } });
    });

    it('gives keys only, ordered as numbers', () => {
      const page = idsIn('open', 1000);

      expect(partitionsOf(page)).toEqual(['early', 'same', 'late']);
      expect(page.Items?.[0]).toEqual({ pk: { S: 'early' }, sk: { S: 'run' }, ...due('open', 9) });
      expect(partitionsOf(idsIn('open', 99))).toEqual(['early', 'same']);
    });

    it('goes on after items with the same sort value', () => {
      const first = idsIn('open', 1000, { Limit: 1 });
      const second = idsIn('open', 1000, { Limit: 1, ExclusiveStartKey: first.LastEvaluatedKey });
      const third = idsIn('open', 1000, { Limit: 2, ExclusiveStartKey: second.LastEvaluatedKey });

      expect([first, second, third].map(partitionsOf)).toEqual([['early'], ['same'], ['late']]);
      expect(third).not.toHaveProperty('LastEvaluatedKey');
    });

    it('follows items that move, leave and enter', () => {
      const update = (pk: string, UpdateExpression: string, values?: Item) =>
        table.execute(
          'UpdateItem',
          {
            ...{ TableName, Key: { pk: { S: pk }, sk: { S: 'run' } }, UpdateExpression },
            ...(values ? { ExpressionAttributeValues: values } : {}),
          },
          0,
        );

      update('late', 'SET dueAtMs = :one', { ':one': { N: '1' } });
      update('early', 'REMOVE sweepState, dueAtMs');
      update('same', 'SET sweepState = :closed', { ':closed': { S: 'closed' } });
      update('without time', 'SET dueAtMs = :two', { ':two': { N: '2' } });

      expect(partitionsOf(idsIn('open', 1000))).toEqual(['late', 'without time']);
      expect(partitionsOf(idsIn('closed', 1000))).toEqual(['closed', 'same']);
    });

    it('finds an item once that has left and come back', () => {
      put('early', 'run', due('open', 50));
      put('early', 'run');
      put('early', 'run', due('open', 9));

      expect(partitionsOf(idsIn('open', 1000))).toEqual(['early', 'same', 'late']);
    });

    it('refuses a start key without the keys of the table', () => {
      expect(() => idsIn('open', 1000, { ExclusiveStartKey: due('open', 9) })).toThrow('starting key is invalid');
    });
  });
});
