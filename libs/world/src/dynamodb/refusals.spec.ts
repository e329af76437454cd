import { NotModelledError } from './errors';
import { key, useTable } from './testing/use-table';

describe('a table', () => {
  const { execute, items, put, update } = useTable();

  describe('refuses as DynamoDB does', () => {
    const n = { ExpressionAttributeValues: { ':n': { N: '1' } } };

    it.each<[string, string, () => unknown]>([
      ['values without an expression', ':n', () => put(key('a'), n)],
      ['no values at all', 'not be empty', () => put(key('a'), { ExpressionAttributeValues: {} })],
      ['two clauses of a kind', 'only be used once', () => update('SET a = :n SET b = :n', n)],
      [
        'two values for one attribute',
        'overlap',
        () => update('SET a = :n, #a = :n', { ...n, ExpressionAttributeNames: { '#a': 'a' } }),
      ],
      [
        'adding a text',
        'Incorrect operand type',
        () => update('ADD a :n', { ExpressionAttributeValues: { ':n': { S: '1' } } }),
      ],
      ['a sum with a text', 'incorrect data type', () => update('SET b = a + :n', n, key('text'))],
      ['a source that is absent', 'does not exist in the item', () => update('SET a = b')],
      [
        'an index key of another type',
        'Index Key dueAtMs',
        () => update('SET dueAtMs = :n', { ExpressionAttributeValues: { ':n': { S: 'x' } } }),
      ],
      ['a long sort key', '1024 bytes', () => put(key('a', 'é'.repeat(513)))],
      [
        'an item that an update makes large',
        'maximum allowed size',
        () => update('SET x = :x', { ExpressionAttributeValues: { ':x': { S: 'é'.repeat(204_796) } } }),
      ],
    ])('%s', (_what, message, act) => {
      put({ ...key('text'), a: { S: 'x' } });
      const before = items();

      const error = caught(act);

      expect(error).toMatchObject({ name: 'ValidationException' });
      expect(String(error)).toContain(message);
      expect(items()).toEqual(before);
    });

    it('another table', () => {
      expect(() => execute('GetItem', { TableName: 'other' })).toThrow(
        expect.objectContaining({ name: 'ResourceNotFoundException' }),
      );
    });

    it('but takes an item of exactly 400 KB', () => {
      expect(() => put({ ...key('a'), x: { S: 'x'.repeat(409_600 - 8) } })).toThrow();
      expect(() => put({ ...key('a'), x: { S: 'x'.repeat(409_600 - 9) } })).not.toThrow();
    });
  });

  describe('says that it does not emulate', () => {
    it.each<[string, string, () => unknown]>([
      ['operations that it does not know', 'the operation ExecuteStatement', () => execute('ExecuteStatement', {})],
      ['operations on more than a table', 'DescribeTable of a table alone', () => execute('DescribeTable', {})],
      ['updates within a document', 'updates within a document', () => update('REMOVE a.b')],
      ['other functions', 'the function size', () => put(key('a'), { ConditionExpression: 'size(a) > a' })],
      ['other members', 'the parameter Expected of PutItem', () => put(key('a'), { Expected: {} })],
      ['numbers that have a shorter form', 'the number 01', () => put({ ...key('a'), n: { N: '01' } })],
      [
        'an attribute that objects can not have',
        'the name __proto__',
        () => update('REMOVE #p', { ExpressionAttributeNames: { '#p': '__proto__' } }),
      ],
    ])('%s', (_what, message, act) => {
      const error = caught(act);

      expect(error).toBeInstanceOf(NotModelledError);
      expect(String(error)).toContain(message);
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
