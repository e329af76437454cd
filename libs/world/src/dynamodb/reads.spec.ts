import { type PageOutput } from './operations/read-items';
import { key, useTable } from './testing/use-table';
import { type Item } from './values';

const { perform, put, query, update } = useTable();
const sortKeysOf = ({ Items = [] }: PageOutput) => Items.map(({ sk }) => sk?.S);

describe('a query on the table', () => {
  beforeEach(() => {
    for (const sk of ['r#3', 'run', 'r#1', 'a', 'r#2', 'r#\u{1F600}', 'r#\uFFFD']) put(key('p', sk));
    put(key('q', 'r#1'));
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
    ['pk = :p AND :s <= sk', 'r#\uFFFD', ['r#\uFFFD', 'r#\u{1F600}', 'run']],
    ['pk = :p AND sk BETWEEN :s AND :s', 'r#2', ['r#2']],
  ])('for %s with %s gives %j, in both directions and page by page too', (expression, s, expected) => {
    const values = { ':p': { S: 'p' }, ...(s === undefined ? {} : { ':s': { S: s } }) };
    const pagesOf = (more: object): (string | undefined)[] => {
      const paged: (string | undefined)[] = [];
      let start: Item | undefined;
      do {
        const page = query(expression, values, { ...more, ...(start && { ExclusiveStartKey: start }) });
        paged.push(...sortKeysOf(page));
        start = page.LastEvaluatedKey;
      } while (start);
      return paged;
    };

    const all = query(expression, values);

    expect(sortKeysOf(all)).toEqual(expected);
    expect(all).toMatchObject({ Count: expected.length, ScannedCount: expected.length });
    expect(all).not.toHaveProperty('LastEvaluatedKey');
    expect(pagesOf({ Limit: 2 })).toEqual(expected);
    expect(pagesOf({ Limit: 2, ScanIndexForward: false })).toEqual([...expected].reverse());
  });

  it('ends a page at the limit even if nothing follows', () => {
    expect(query('pk = :p', { ':p': { S: 'q' } }, { Limit: 1 }).LastEvaluatedKey).toEqual(key('q', 'r#1'));
  });

  it('ends a page with the item that fills 1 MB', () => {
    for (const sk of ['1', '2', '3', '4']) put({ ...key('large', sk), x: { S: 'x'.repeat(400_000) } });

    const first = query('pk = :p', { ':p': { S: 'large' } });
    const second = query('pk = :p', { ':p': { S: 'large' } }, { ExclusiveStartKey: first.LastEvaluatedKey });

    expect([sortKeysOf(first), sortKeysOf(second)]).toEqual([['1', '2', '3'], ['4']]);
    expect(second).not.toHaveProperty('LastEvaluatedKey');
  });

  const start = (pk: string, sk: string) => ({ ExclusiveStartKey: key(pk, sk) });

  it.each<[string, string, string, Item, object]>([
    ['with no key', 'missed key schema element: sk', 'pk = :p AND n = :p', { ':p': { S: 'p' } }, {}],
    ['with three conditions', '1 or 2', 'pk = :p AND sk = :p AND n = :p', { ':p': { S: 'p' } }, {}],
    ['with two for a key', 'one condition per key', 'pk = :p AND pk = :p', { ':p': { S: 'p' } }, {}],
    ['with OR', 'Invalid operator', 'pk = :p OR sk = :p', { ':p': { S: 'p' } }, {}],
    ['with <>', 'Invalid operator', 'pk = :p AND sk <> :p', { ':p': { S: 'p' } }, {}],
    ['with a value of another type', 'schema type', 'pk = :p', { ':p': { N: '1' } }, {}],
    ['with an empty value', 'empty', 'pk = :p', { ':p': { S: '' } }, {}],
    ['from another partition on', 'outside', 'pk = :p', { ':p': { S: 'p' } }, start('q', 'a')],
    ['from outside of its range on', 'range key', 'pk = :p AND sk > :p', { ':p': { S: 'p' } }, start('p', 'a')],
    ['from half a key on', 'schema', 'pk = :p', { ':p': { S: 'p' } }, { ExclusiveStartKey: { pk: { S: 'p' } } }],
    ['with a key in the filter', 'non-primary', 'pk = :p', { ':p': { S: 'p' } }, { FilterExpression: 'sk = :p' }],
  ])('is refused %s', (_how, message, expression, values, more) => {
    expect(() => query(expression, values, more)).toThrow(
      expect.objectContaining({ name: 'ValidationException', message: expect.stringContaining(message) }),
    );
  });

  it('counts scanned and filtered items, and omits the items if only their number is requested', () => {
    const values = { ':p': { S: 'p' }, ':n': { S: 'x' } };

    const page = query('pk = :p', values, { FilterExpression: 'n = :n', Select: 'COUNT', Limit: 2 });

    expect(page).toMatchObject({ Count: 0, ScannedCount: 2, LastEvaluatedKey: { pk: { S: 'p' } } });
    expect(page).not.toHaveProperty('Items');
  });

  it('returns the requested attributes', () => {
    put({ ...key('q', 'r#1'), n: { N: '1' }, state: { S: 'x' } });

    expect(query('pk = :p', { ':p': { S: 'q' } }, { ProjectionExpression: 'n, gone' }).Items).toEqual([
      { n: { N: '1' } },
    ]);
  });
});

describe('a scan', () => {
  it('visits every item once, page by page, and a filter sees them', () => {
    const pks = Array.from({ length: 10 }, (_, n) => `p${n}`);
    for (const pk of pks) for (const sk of ['a', 'b']) put({ ...key(pk, sk), tags: { L: [{ S: pk }] } });
    const visited: string[] = [];
    let page: PageOutput | undefined;
    do {
      page = perform('Scan', { Limit: 3, ExclusiveStartKey: page?.LastEvaluatedKey }) as PageOutput;
      visited.push(...(page.Items ?? []).map(({ pk, sk }) => `${pk?.S}${sk?.S}`));
    } while (page.LastEvaluatedKey);

    const filtered = perform('Scan', {
      FilterExpression: 'contains(tags, :t) AND NOT sk IN (:b)',
      ExpressionAttributeValues: { ':t': { S: 'p3' }, ':b': { S: 'b' } },
    });

    expect(visited.sort()).toEqual(pks.flatMap((pk) => [`${pk}a`, `${pk}b`]));
    expect(filtered).toMatchObject({ Count: 1, ScannedCount: 20, Items: [key('p3', 'a')] });
  });
});

describe('a query on a sparse index', () => {
  const due = (state: string, dueAtMs: number): Item => ({ state: { S: state }, dueAtMs: { N: String(dueAtMs) } });
  const idsIn = (state: string, upToMs: number, more: object = {}) =>
    query(
      '#s = :s AND dueAtMs <= :d',
      { ':s': { S: state }, ':d': { N: String(upToMs) } },
      { IndexName: 'by-state', ConsistentRead: false, ExpressionAttributeNames: { '#s': 'state' }, ...more },
    );
  const partitionsOf = ({ Items = [] }: PageOutput) => Items.map(({ pk }) => pk?.S);

  beforeEach(() => {
    put({ ...key('late'), ...due('open', 100) });
    put({ ...key('early'), ...due('open', 9), title: { S: 'not projected' } });
    put({ ...key('same'), ...due('open', 9) });
    put({ ...key('closed'), ...due('closed', 1) });
    put({ ...key('without time'), state: { S: 'open' } });
    put({ ...key('without state'), dueAtMs: { N: '1' } });
  });

  it('gives keys only, ordered as numbers', () => {
    const page = idsIn('open', 1000);

    expect(partitionsOf(page)).toEqual(['early', 'same', 'late']);
    expect(page.Items?.[0]).toEqual({ ...key('early'), ...due('open', 9) });
    expect(partitionsOf(idsIn('open', 99))).toEqual(['early', 'same']);
  });

  it('goes on after items with the same sort value', () => {
    const first = idsIn('open', 1000, { Limit: 1 });
    const second = idsIn('open', 1000, { Limit: 1, ExclusiveStartKey: first.LastEvaluatedKey });
    const third = idsIn('open', 1000, { Limit: 2, ExclusiveStartKey: second.LastEvaluatedKey });

    expect([first, second, third].map(partitionsOf)).toEqual([['early'], ['same'], ['late']]);
    expect(third).not.toHaveProperty('LastEvaluatedKey');
  });

  it('follows items that move, leave, enter and come back', () => {
    const names = { ExpressionAttributeNames: { '#s': 'state' } };
    update('SET dueAtMs = :one', { ExpressionAttributeValues: { ':one': { N: '1' } } }, key('late'));
    update('REMOVE #s, dueAtMs', names, key('early'));
    update('SET #s = :c', { ...names, ExpressionAttributeValues: { ':c': { S: 'closed' } } }, key('same'));
    update('SET dueAtMs = :two', { ExpressionAttributeValues: { ':two': { N: '2' } } }, key('without time'));

    expect(partitionsOf(idsIn('open', 1000))).toEqual(['late', 'without time']);
    expect(partitionsOf(idsIn('closed', 1000))).toEqual(['closed', 'same']);
    put({ ...key('early'), ...due('open', 3) });
    expect(partitionsOf(idsIn('open', 1000))).toEqual(['late', 'without time', 'early']);
  });

  it('refuses a start key without the keys of the table', () => {
    expect(() => idsIn('open', 1000, { ExclusiveStartKey: due('open', 9) })).toThrow('starting key is invalid');
  });
});
