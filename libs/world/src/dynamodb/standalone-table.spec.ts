import { key, useTable } from './testing/use-table';
import { type Item } from './values/attribute-values';

describe('a table', () => {
  const { get, items, put, update } = useTable();
  const one = { ExpressionAttributeValues: { ':one': { N: '1' } } };

  it('reads what was put, without sharing objects that a caller can change', () => {
    const given = { ...key('a'), n: { N: '1' } };
    put(given);
    Object.assign(given, { n: { N: '2' } });
    const { Item } = get(key('a')) as { readonly Item: Item };
    Object.assign(Item, { n: { N: '3' } });

    expect(get(key('a'))).toMatchObject({ Item: { ...key('a'), n: { N: '1' } } });
    expect(items()).toEqual([{ ...key('a'), n: { N: '1' } }]);
  });

  it('orders texts in conditions by their UTF-8 bytes', () => {
    put({ ...key('a'), title: { S: '\u{1F600}' } });

    expect(() =>
      update('REMOVE title', {
        ConditionExpression: 'title > :t',
        ExpressionAttributeValues: { ':t': { S: '\uFFFD' } },
      }),
    ).not.toThrow();
  });

  describe('updates', () => {
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
  });
});
