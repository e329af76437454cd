import { key, useTable } from './testing/use-table';
import { type Item } from './values/attribute-values';

describe('a table', () => {
  const { get, items, put, update } = useTable();
  const one = { ExpressionAttributeValues: { ':one': { N: '1' } } };

  it('finds nothing before anything is written', () => {
    expect(get(key('a'))).toEqual({});
  });

  it('reads what was put, without sharing objects that a caller can change', () => {
    const given = { ...key('a'), n: { N: '1' } };
    put(given);
    Object.assign(given, { n: { N: '2' } });
    const { Item } = get(key('a')) as { readonly Item: Item };
    Object.assign(Item, { n: { N: '3' } });

    expect(get(key('a'))).toMatchObject({ Item: { ...key('a'), n: { N: '1' } } });
    expect(items()).toEqual([{ ...key('a'), n: { N: '1' } }]);
  });

  describe('conditions', () => {
    it.each([
      ['n > :n', true],
      ['n >= :n', true],
      ['n = :n', false],
      ['n <> :n', true],
      ['n < :n', false],
      ['n <= :n', false],
      [':n < n', true],
      ['n < m', true],
      ['NOT n = :n', true],
      ['NOT n = :n AND n < :n', false],
      ['n = :n AND n = :n OR n > :n', true],
      ['n = :n AND (n = :n OR n > :n)', false],
      ['n < :n or not (n < :n)', true],
      ['gone < :n', false],
      ['gone = :n', false],
      ['gone <> :n', true],
      ['title = :n', false],
      ['title > :n', false],
      ['attribute_exists(n) AND attribute_not_exists(gone)', true],
      ['attribute_exists(gone) OR attribute_not_exists(n)', false],
      ['begins_with(title, :ab)', true],
      ['begins_with(title, :z)', false],
      ['begins_with(n, :ab)', false],
      ['begins_with(gone, :ab)', false],
      ['title < :z', true],
      ['#t = :title', true],
      ['flag = :yes', true],
      ['flag <> :yes', false],
    ])('evaluate %s to %s', (ConditionExpression, expected) => {
      put({ ...key('a'), n: { N: '9' }, m: { N: '10' }, title: { S: 'abc' }, flag: { BOOL: true } });
      const values = {
        ':n': { N: '2' },
        ':ab': { S: 'ab' },
        ':z': { S: 'z' },
        ':title': { S: 'abc' },
        ':yes': { BOOL: true },
      };
      const used = Object.entries(values).filter(([token]) => new RegExp(`${token}\\b`).test(ConditionExpression));
      const names = ConditionExpression.includes('#t') ? { ExpressionAttributeNames: { '#t': 'title' } } : {};
      const act = () =>
        update('SET done = :done', {
          ConditionExpression,
          ...names,
          ExpressionAttributeValues: { ...Object.fromEntries(used), ':done': { BOOL: true } },
        });

      if (expected) expect(act).not.toThrow();
      else expect(act).toThrow(expect.objectContaining({ name: 'ConditionalCheckFailedException' }));
    });

    it('order texts by their UTF-8 bytes', () => {
      put({ ...key('a'), title: { S: '\u{1F600}' } });

      expect(() =>
        update('REMOVE title', {
          ConditionExpression: 'title > :t',
          ExpressionAttributeValues: { ':t': { S: '\uFFFD' } },
        }),
      ).not.toThrow();
    });

    it('that are not met change nothing and give the item in the way when asked for it', () => {
      put({ ...key('a'), n: { N: '1' } });
      const failing = { ConditionExpression: 'attribute_not_exists(pk)' };

      const silent = caught(() => put({ ...key('a'), n: { N: '2' } }, failing));
      const telling = caught(() =>
        put({ ...key('a'), n: { N: '2' } }, { ...failing, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
      );

      expect(silent).toMatchObject({ name: 'ConditionalCheckFailedException' });
      expect(silent).toMatchObject({
        name: 'ConditionalCheckFailedException',
        message: 'The conditional request failed',
      });
      expect(silent).toMatchObject({ Item: undefined });
      expect(telling).toMatchObject({ Item: { ...key('a'), n: { N: '1' } } });
      expect(get(key('a'))).toMatchObject({ Item: { n: { N: '1' } } });
    });

    it('that are not met by nothing give no item', () => {
      const error = caught(() =>
        put(key('a'), { ConditionExpression: 'attribute_exists(pk)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
      );

      expect(error).toMatchObject({ name: 'ConditionalCheckFailedException' });
      expect(error).toMatchObject({ Item: undefined });
    });
  });

  describe('updates', () => {
    it('create an item, count up from nothing and keep what they do not mention', () => {
      update('ADD n :one', one);
      update('ADD n :one SET title = :t', {
        ExpressionAttributeValues: { ':one': { N: '1' }, ':t': { S: 'x' } },
      });
      update('REMOVE gone', {});

      expect(get(key('a'))).toMatchObject({ Item: { ...key('a'), n: { N: '2' }, title: { S: 'x' } } });
    });

    it('see the item as it was before them', () => {
      put({ ...key('a'), a: { N: '1' }, b: { N: '10' } });

      update('SET a = b, b = a, c = a + b, d = b - :one, e = if_not_exists(a, :one), f = if_not_exists(g, :one)', one);

      expect(get(key('a'))).toMatchObject({
        Item: {
          a: { N: '10' },
          b: { N: '1' },
          c: { N: '11' },
          d: { N: '9' },
          e: { N: '1' },
          f: { N: '1' },
        },
      });
    });

    it('mean with the same words what the placeholders of each request say', () => {
      for (const [name, N] of [
        ['x', '1'],
        ['y', '2'],
        ['x', '3'],
      ] as const) {
        update('SET #a = :v', { ExpressionAttributeNames: { '#a': name }, ExpressionAttributeValues: { ':v': { N } } });
      }

      expect(items()).toEqual([{ ...key('a'), x: { N: '3' }, y: { N: '2' } }]);
    });

    it('remove attributes', () => {
      put({ ...key('a'), a: { N: '1' }, b: { N: '10' } });

      update('REMOVE a, gone SET c = :one', one);

      expect(items()).toEqual([{ ...key('a'), b: { N: '10' }, c: { N: '1' } }]);
    });
  });
});

/** @returns What a call throws. */
function caught(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('It did not throw.');
}
