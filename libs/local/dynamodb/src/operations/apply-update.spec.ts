import { type Item } from '../values/attribute-values';
import { key, useTable } from '../testing/use-table';

describe('an update within documents', () => {
  const { get, put, update } = useTable();
  const text = (S: string) => ({ S });
  const values = (given: Item) => ({ ExpressionAttributeValues: given });
  const itemAfter = (before: Item, expression: string, more: object = {}): Item => {
    put({ ...key('a'), ...before });
    update(expression, more);
    const { pk: _pk, sk: _sk, ...rest } = (get(key('a')) as { readonly Item: Item }).Item;
    return rest;
  };
  const steps = { L: ['a', 'b', 'c'].map(text) };

  it('takes indexes of a list as they were before it', () => {
    expect(itemAfter({ steps }, 'REMOVE steps[0], steps[1] SET steps[2] = :x', values({ ':x': text('x') }))).toEqual({
      steps: { L: [text('x')] },
    });
  });

  it('appends what lies beyond the end of a list in the order of the indexes', () => {
    const changed = itemAfter(
      { steps },
      'SET steps[9] = :y, steps[7] = :x',
      values({ ':x': text('x'), ':y': text('y') }),
    );

    expect(changed).toEqual({ steps: { L: ['a', 'b', 'c', 'x', 'y'].map(text) } });
  });

  it('changes members of maps in lists and leaves the rest', () => {
    const before = { tree: { M: { leaf: { L: [{ M: { n: { N: '1' }, s: text('s') } }] }, other: text('o') } } };

    expect(
      itemAfter(
        before,
        'SET tree.leaf[0].n = tree.leaf[0].n + :one REMOVE tree.leaf[0].s',
        values({ ':one': { N: '1' } }),
      ),
    ).toEqual({ tree: { M: { leaf: { L: [{ M: { n: { N: '2' } } }] }, other: text('o') } } });
  });

  it('removes an attribute whose set has nothing left', () => {
    const before = { labels: { SS: ['x', 'y'] }, numbers: { NS: ['1'] } };
    const given = values({ ':x': { SS: ['x'] }, ':one': { NS: ['1', '2'] } });

    expect(itemAfter(before, 'DELETE labels :x, numbers :one', given)).toEqual({ labels: { SS: ['y'] } });
  });

  it('does not change what an earlier read gave', () => {
    put({ ...key('a'), steps });
    const before = get(key('a'));

    update('SET steps[0] = :x', values({ ':x': text('x') }));

    expect(before).toEqual({ Item: { ...key('a'), steps } });
  });
});
