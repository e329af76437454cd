import { ConditionalCheckFailedException, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';

import { type Item } from './attribute-values';
import { type SimulatedTable, createSimulatedTable } from './create-simulated-table';
import { NotModelledError } from './errors';

const TableName = 'runs';
const key = (pk: string, sk = 'run'): Item => ({ pk: { S: pk }, sk: { S: sk } });

describe('a simulated table', () => {
  let table: SimulatedTable;
  const execute = (operation: string, input: object) => table.execute(operation, { TableName, ...input }, 0);
  const put = (Item: Item, more: object = {}) => execute('PutItem', { Item, ...more });
  const get = (Key: Item) => table.execute('GetItem', { TableName, Key, ConsistentRead: true }, 0);
  const update = (UpdateExpression: string, more: object = {}, Key = key('a')) =>
    execute('UpdateItem', { Key, UpdateExpression, ...more });
  const one = { ExpressionAttributeValues: { ':one': { N: '1' } } };

  beforeEach(() => {
    table = createSimulatedTable({
      name: TableName,
      partitionKey: { name: 'pk', type: 'S' },
      sortKey: { name: 'sk', type: 'S' },
      indexes: [
        { name: 'by-state', partitionKey: { name: 'state', type: 'S' }, sortKey: { name: 'dueAtMs', type: 'N' } },
      ],
    });
  });

  it('finds nothing before anything is written', () => {
    expect(get(key('a'))).toEqual({ $metadata: {} });
  });

  it('reads what was put, without sharing objects that a caller can change', () => {
    const given = { ...key('a'), n: { N: '1' } };
    put(given);
    Object.assign(given, { n: { N: '2' } });
    const read = get(key('a'));
    if ('Item' in read) Object.assign(read.Item!, { n: { N: '3' } });

    expect(get(key('a'))).toMatchObject({ Item: { ...key('a'), n: { N: '1' } } });
    expect(table.items()).toEqual([{ ...key('a'), n: { N: '1' } }]);
  });

  it('takes the name of a command class for its operation', () => {
    table.execute('PutItemCommand', { TableName, Item: key('a') }, 0);

    expect(table.execute('GetItemCommand', { TableName, Key: key('a') }, 0)).toMatchObject({ Item: key('a') });
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
      else expect(act).toThrow(ConditionalCheckFailedException);
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

      expect(silent).toBeInstanceOf(ConditionalCheckFailedException);
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

      expect(error).toBeInstanceOf(ConditionalCheckFailedException);
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

    it('remove attributes', () => {
      put({ ...key('a'), a: { N: '1' }, b: { N: '10' } });

      update('REMOVE a, gone SET c = :one', one);

      expect(table.items()).toEqual([{ ...key('a'), b: { N: '10' }, c: { N: '1' } }]);
    });
  });

  describe('refuses as DynamoDB does', () => {
    const n = { ExpressionAttributeValues: { ':n': { N: '1' } } };

    it.each<[string, string, () => unknown]>([
      ['an unknown value', ':n', () => update('SET a = :n')],
      ['an unknown name', '#a', () => update('SET #a = :n', n)],
      [
        'an unused value',
        ':m',
        () => update('SET a = :n', { ExpressionAttributeValues: { ':n': { N: '1' }, ':m': { N: '1' } } }),
      ],
      ['an unused name', '#b', () => update('SET a = :n', { ...n, ExpressionAttributeNames: { '#b': 'b' } })],
      ['values without an expression', ':n', () => put(key('a'), n)],
      ['no values at all', 'not be empty', () => put(key('a'), { ExpressionAttributeValues: {} })],
      ['a reserved word', 'reserved keyword', () => update('SET token = :n', n)],
      ['bad syntax', 'Syntax error', () => update('SETT a = :n', n)],
      ['an unfinished expression', 'Syntax error', () => update('SET a =', {})],
      ['an empty expression', 'can not be empty', () => update(' ', {})],
      ['a foreign sign', 'Syntax error', () => update('SET a = :n;', n)],
      ['an unknown function', 'Invalid function name', () => update('SET a = wrong(:n)', n)],
      ['two clauses of a kind', 'only be used once', () => update('SET a = :n SET b = :n', n)],
      [
        'two values for one attribute',
        'overlap',
        () => update('SET a = :n, #a = :n', { ...n, ExpressionAttributeNames: { '#a': 'a' } }),
      ],
      ['redundant parentheses', 'redundant', () => put(key('a'), { ConditionExpression: '((a = :n))', ...n })],
      ['equal operands', 'distinct', () => put(key('a'), { ConditionExpression: 'a = a' })],
      [
        'an order of truth values',
        'operand type: BOOL',
        () => put(key('a'), { ConditionExpression: 'a < :n', ExpressionAttributeValues: { ':n': { BOOL: true } } }),
      ],
      [
        'a prefix that is no text',
        'operand type: N',
        () => put(key('a'), { ConditionExpression: 'begins_with(a, :n)', ...n }),
      ],
      ['a change of the key', 'part of the key', () => update('SET pk = :n', n)],
      [
        'adding a text',
        'operand type: S',
        () => update('ADD a :n', { ExpressionAttributeValues: { ':n': { S: '1' } } }),
      ],
      ['adding to a text', 'incorrect data type', () => update('ADD a :n', n, key('text'))],
      ['a sum with a text', 'incorrect data type', () => update('SET b = a + :n', n, key('text'))],
      ['a source that is absent', 'does not exist in the item', () => update('SET a = b')],
      [
        'an index key of another type',
        'Index Key dueAtMs',
        () => update('SET dueAtMs = :n', { ExpressionAttributeValues: { ':n': { S: 'x' } } }),
      ],
      ['an empty index key', 'by-state', () => put({ ...key('a'), state: { S: '' } })],
      ['an empty key', 'empty', () => put(key(''))],
      ['a missing key', 'Missing the key sk', () => put({ pk: { S: 'a' } })],
      ['a key of another type', 'Type mismatch', () => put({ pk: { N: '1' }, sk: { S: 'a' } })],
      ['a long key', 'maximum size limit of 2048', () => put(key('é'.repeat(1025)))],
      ['a long sort key', 'maximum size limit of 1024', () => put(key('a', 'é'.repeat(513)))],
      ['a key with more than the key', 'schema', () => get({ ...key('a'), n: { N: '1' } })],
      ['no number', 'numeric', () => put({ ...key('a'), n: { N: 'x' } })],
      ['a large item', 'maximum allowed size', () => put({ ...key('a'), x: { S: 'x'.repeat(409_600 - 8) } })],
      [
        'an item that an update makes large',
        'maximum allowed size',
        () => update('SET x = :x', { ExpressionAttributeValues: { ':x': { S: 'é'.repeat(204_796) } } }),
      ],
    ])('%s', (_what, message, act) => {
      put({ ...key('text'), a: { S: 'x' } });
      const before = table.items();

      const error = caught(act);

      expect(error).toMatchObject({ name: 'ValidationException', $fault: 'client' });
      expect(String(error)).toContain(message);
      expect(table.items()).toEqual(before);
    });

    it.each(['GetItem', 'PutItem', 'UpdateItem', 'Query'])('another table in %s', (operation) => {
      expect(() => table.execute(operation, { TableName: 'other' }, 0)).toThrow(ResourceNotFoundException);
    });

    it('but takes an item of exactly 400 KB', () => {
      expect(() => put({ ...key('a'), x: { S: 'x'.repeat(409_600 - 8) } })).toThrow();
      expect(() => put({ ...key('a'), x: { S: 'x'.repeat(409_600 - 9) } })).not.toThrow();
    });
  });

  describe('says that it does not model', () => {
    const value = (value: object) => ({ ExpressionAttributeValues: { ':v': value } });

    it.each<[string, () => unknown]>([
      ['other operations', () => execute('DeleteItem', { Key: key('a') })],
      ['other members', () => update('REMOVE a', { ReturnValues: 'ALL_NEW' })],
      ['DELETE', () => update('DELETE a :v', value({ SS: ['x'] }))],
      ['list_append', () => update('SET a = list_append(a, :v)', value({ L: [] }))],
      ['paths into documents', () => update('SET a.b = :v', value({ N: '1' }))],
      ['sets', () => put({ ...key('a'), s: { SS: ['x'] } })],
      ['binary data', () => put({ ...key('a'), s: { B: new Uint8Array() } })],
      ['fractions', () => put({ ...key('a'), n: { N: '1.5' } })],
      ['numbers in another form', () => put({ ...key('a'), n: { N: '01' } })],
      ['large numbers', () => put({ ...key('a'), n: { N: '9007199254740992' } })],
      [
        'sums beyond safe integers',
        () => update('SET n = if_not_exists(n, :v) + :v', value({ N: '9007199254740991' })),
      ],
      ['names that objects inherit', () => put({ ...key('a'), constructor: { S: 'x' } })],
      ['such names in expressions', () => update('SET toString = :v', value({ N: '1' }))],
      ['size', () => put(key('a'), { ConditionExpression: 'size(a) > :v', ...value({ N: '1' }) })],
      ['contains', () => put(key('a'), { ConditionExpression: 'contains(a, :v)', ...value({ N: '1' }) })],
      ['BETWEEN', () => put(key('a'), { ConditionExpression: 'a BETWEEN :v AND :v', ...value({ N: '1' }) })],
      ['IN', () => put(key('a'), { ConditionExpression: 'a IN (:v)', ...value({ N: '1' }) })],
      ['maps in comparisons', () => put(key('m'), { ConditionExpression: 'm = :v', ...value({ M: {} }) })],
      ['absent attributes on both sides', () => put(key('a'), { ConditionExpression: 'x = y' })],
    ])('%s', (_what, act) => {
      put({ ...key('m'), m: { M: {} } });

      expect(act).toThrow(NotModelledError);
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
