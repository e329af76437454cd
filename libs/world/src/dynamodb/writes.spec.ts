import { AwsError } from '../aws';
import { key, useTable } from './testing/use-table';

const { get, items, perform, put, transact, update } = useTable();
const one = { ExpressionAttributeValues: { ':one': { N: '1' } } };

describe('a write', () => {
  it('shares no object that a caller can change', () => {
    const given = { ...key('a'), n: { N: '1' } };
    put(given);
    Object.assign(given, { n: { N: '2' } });
    Object.assign(get(key('a')) ?? {}, { n: { N: '3' } });

    expect(items()).toEqual([{ ...key('a'), n: { N: '1' } }]);
  });

  it('orders texts in conditions by their UTF-8 bytes', () => {
    put({ ...key('a'), title: { S: '\u{1F600}' } });
    const condition = { ConditionExpression: 'title > :t', ExpressionAttributeValues: { ':t': { S: '\uFFFD' } } };

    expect(() => update('REMOVE title', condition)).not.toThrow();
  });

  it('sees the item as it was before its update', () => {
    put({ ...key('a'), a: { N: '1' }, b: { N: '10' } });

    update('SET a = b, b = a, c = a + b, d = b - :one, e = if_not_exists(a, :one), f = if_not_exists(g, :one)', one);

    const numbers = { a: { N: '10' }, b: { N: '1' }, c: { N: '11' }, d: { N: '9' }, e: { N: '1' }, f: { N: '1' } };
    expect(get(key('a'))).toEqual({ ...key('a'), ...numbers });
  });

  it('binds the same expression to the placeholders of each request', () => {
    for (const [name, N] of [
      ['x', '1'],
      ['y', '2'],
      ['x', '3'],
    ] as const) {
      update('SET #a = :v', { ExpressionAttributeNames: { '#a': name }, ExpressionAttributeValues: { ':v': { N } } });
    }

    expect(items()).toEqual([{ ...key('a'), x: { N: '3' }, y: { N: '2' } }]);
  });

  it('returns old and new values', () => {
    put({ ...key('a'), n: { N: '1' } });

    expect(update('ADD n :one', { ...one, ReturnValues: 'ALL_NEW' })).toMatchObject({ Attributes: { n: { N: '2' } } });
    expect(perform('DeleteItem', { Key: key('a'), ReturnValues: 'ALL_OLD' })).toMatchObject({
      Attributes: { n: { N: '2' } },
    });
    expect(items()).toEqual([]);
  });
});

describe('a transaction', () => {
  const putNew = (pk: string, more: object = {}) => ({
    Put: { TableName: 'runs', Item: key(pk), ConditionExpression: 'attribute_not_exists(pk)', ...more },
  });
  const count = (pk: string) => ({
    Update: { TableName: 'runs', Key: key(pk), UpdateExpression: 'ADD n :one', ...one },
  });

  it('applies all of its actions, or none', () => {
    transact(putNew('a'), count('b'));
    transact(putNew('c'), count('b'));

    expect(() => transact(count('b'), putNew('c'))).toThrow(
      expect.objectContaining({
        name: 'TransactionCanceledException',
        members: {
          CancellationReasons: [{ Code: 'None' }, expect.objectContaining({ Code: 'ConditionalCheckFailed' })],
        },
      }),
    );
    expect(items()).toEqual([key('a'), { ...key('b'), n: { N: '2' } }, key('c')]);
  });

  it.each<[string, object[], string]>([
    ['another table', [putNew('a', { TableName: 'other' })], 'ResourceNotFoundException'],
    ['one item twice', [count('a'), count('a')], 'ValidationException'],
    ['two actions in one', [{ ...putNew('a'), ...count('b') }], 'ValidationException'],
  ])('is refused for %s', (_what, members, name) => {
    expect(() => transact(...members)).toThrow(expect.objectContaining({ name }));
  });
});

describe('a table refuses', () => {
  const n = { ExpressionAttributeValues: { ':n': { N: '1' } } };
  const text = { ExpressionAttributeValues: { ':n': { S: '1' } } };
  const large = { ExpressionAttributeValues: { ':n': { S: 'é'.repeat(204_796) } } };

  it.each<[string, string, () => unknown]>([
    ['values without an expression', ':n', () => put(key('a'), n)],
    ['no values at all', 'not be empty', () => put(key('a'), { ExpressionAttributeValues: {} })],
    ['a reserved word', 'reserved keyword: state', () => update('SET state = :n', n)],
    ['a change of a key', 'part of the key', () => update('SET sk = :n', n)],
    ['two clauses of a kind', 'only be used once', () => update('SET a = :n SET b = :n', n)],
    [
      'two values for one attribute',
      'overlap',
      () => update('SET a = :n, #a = :n', { ...n, ExpressionAttributeNames: { '#a': 'a' } }),
    ],
    ['adding a text', 'Incorrect operand type', () => update('ADD a :n', text)],
    ['a sum with a text', 'incorrect data type', () => update('SET b = a + :n', n, key('text'))],
    ['a source that is absent', 'does not exist in the item', () => update('SET a = b')],
    ['an index key of another type', 'Index Key dueAtMs', () => update('SET dueAtMs = :n', text)],
    ['a long sort key', '1024 bytes', () => put(key('a', 'é'.repeat(513)))],
    ['an item that an update makes large', 'maximum allowed size', () => update('SET x = :n', large)],
    ['an unknown operation', 'the operation ExecuteStatement', () => perform('ExecuteStatement', {})],
    ['an update within a document', 'paths into a document', () => update('REMOVE a.b')],
    ['other functions', 'the function size', () => put(key('a'), { ConditionExpression: 'size(a) > a' })],
    ['other members', 'the parameter Expected of PutItem', () => put(key('a'), { Expected: {} })],
    ['a number that has a shorter form', 'the number 01', () => put({ ...key('a'), n: { N: '01' } })],
    [
      'an attribute that objects can not have',
      'the name __proto__',
      () => update('REMOVE #p', { ExpressionAttributeNames: { '#p': '__proto__' } }),
    ],
  ])('%s', (_what, message, act) => {
    put({ ...key('text'), a: { S: 'x' } });
    const before = items();

    expect(act).toThrow(
      expect.objectContaining({ name: 'ValidationException', message: expect.stringContaining(message) }),
    );
    expect(act).toThrow(AwsError);
    expect(items()).toEqual(before);
  });

  it('more than 400 KB, and takes exactly that', () => {
    expect(() => put({ ...key('a'), x: { S: 'x'.repeat(409_600 - 8) } })).toThrow();
    expect(() => put({ ...key('a'), x: { S: 'x'.repeat(409_600 - 9) } })).not.toThrow();
  });
});
