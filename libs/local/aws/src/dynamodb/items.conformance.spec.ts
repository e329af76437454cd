import { BatchWriteItemCommand, GetItemCommand, type UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';

import { refusal, rejectionOf } from '../testing/start-test-cloud';
import { startSharedTableTarget } from './testing/start-shared-table-target';

const reference = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`DynamoDB items by their API (${reference})`, () => {
  const table = startSharedTableTarget();
  const { key, put, get, update, remove } = table;

  const invalid = (message: string | RegExp) => refusal('ValidationException', message);

  describe('updates', () => {
    it('count up from nothing and give the new values (API_UpdateItem)', async () => {
      await update('a', 'ADD n :one', one);

      const { Attributes } = await update('a', 'ADD n :one', { ...one, ReturnValues: 'ALL_NEW' });

      expect(Attributes).toEqual({ ...key('a'), n: { N: '2' } });
    });

    it('lose none of many concurrent increments (API_UpdateItem)', async () => {
      await Promise.all(Array.from({ length: 50 }, () => update('a', 'ADD n :one', one)));

      expect(await get('a')).toMatchObject({ n: { N: '50' } });
    });

    it('set, remove, default and nest (API_UpdateItem)', async () => {
      await put({ ...key('a'), old: { S: 'x' }, doc: { M: { title: { S: 'one' } } } });

      await update('a', 'SET doc.title = :t, visits = if_not_exists(visits, :zero) + :one REMOVE #old', {
        ExpressionAttributeNames: { '#old': 'old' },
        ExpressionAttributeValues: { ':t': { S: 'two' }, ':zero': { N: '0' }, ':one': { N: '1' } },
      });

      expect(await get('a')).toEqual({ ...key('a'), doc: { M: { title: { S: 'two' } } }, visits: { N: '1' } });
    });

    it.each(['REMOVE gone.x', 'REMOVE title.x', 'REMOVE gone[0]'])(
      'refuse %s below what is no map or list, and take it where there is no item (API_UpdateItem)',
      async (expression) => {
        await put({ ...key('a'), title: { S: 'one' } });

        const error = await rejectionOf(update('a', expression));
        await update('b', `${expression} SET n = :one`, one);

        expect(error).toMatchObject({
          name: 'ValidationException',
          message: 'The document path provided in the update expression is invalid for update',
        });
        expect(await get('b')).toEqual({ ...key('b'), n: { N: '1' } });
      },
    );

    it.each([
      ['a global', 'state', 'by-state'],
      ['a local', 'other', 'by-other'],
    ])('refuse an empty key of %s index, as puts do (API_UpdateItem, API_PutItem)', async (_title, name, index) => {
      const item = { ...key('a'), note: { S: '' } };
      const indexed = { ...item, [name]: { S: '' } };
      await put({ ...item, [name]: { S: 'x' } });

      const errors = [
        await rejectionOf<Error>(put(indexed)),
        await rejectionOf<Error>(
          table.client.send(
            new BatchWriteItemCommand({ RequestItems: { [table.TableName]: [{ PutRequest: { Item: indexed } }] } }),
          ),
        ),
        await rejectionOf<Error>(
          update('a', 'SET #key = if_not_exists(nothing, note)', { ExpressionAttributeNames: { '#key': name } }),
        ),
      ];

      const refusal = 'One or more parameter values are not valid.';
      const reason = 'The AttributeValue for a key attribute cannot contain an empty string value.';
      const ofPut = `${refusal} A value specified for a secondary index key is not supported. ${reason} IndexName: ${index}, IndexKey: ${name}`;
      expect(errors.map(({ message }) => message)).toEqual([
        ofPut,
        ofPut,
        `${refusal} The update expression attempted to update a secondary index key to a value that is not supported. ${reason}`,
      ]);
      expect(await get('a')).toEqual({ ...item, [name]: { S: 'x' } });
    });

    it('take values from before the update, and copy them (API_UpdateItem)', async () => {
      await put({ ...key('a'), tags: { SS: ['x'] } });

      await update('a', 'SET copied = tags, other2 = if_not_exists(nothing, tags) ADD tags :more', {
        ExpressionAttributeValues: { ':more': { SS: ['y'] } },
      });

      expect(await get('a')).toEqual({
        ...key('a'),
        tags: { SS: ['x', 'y'] },
        copied: { SS: ['x'] },
        other2: { SS: ['x'] },
      });
    });

    it.each([
      ['more digits', '1E-130', 'Attempting to store more than 38 significant digits in a Number'],
      [
        'a larger number',
        '9.9E125',
        'Number overflow. Attempting to store a number with magnitude larger than supported range',
      ],
    ])('refuse to calculate %s than a number has, and change nothing (API_UpdateItem)', async (_title, by, message) => {
      const before = { ...key('a'), n: { N: by === '9.9E125' ? `99${'0'.repeat(124)}` : '7' } };
      await put(before);

      const error = await rejectionOf(
        update('a', 'SET n = n + :by', { ExpressionAttributeValues: { ':by': { N: by } } }),
      );

      expect(error).toMatchObject({ name: 'ValidationException', message: expect.stringContaining(message) });
      expect(await get('a')).toEqual(before);
    });

    it.each([
      ['a reserved word', 'SET name = :one', 'reserved keyword'],
      ['a path that does not exist', 'SET a.b.c = :one', 'document path'],
      ['a key attribute', 'SET pk = :one', 'part of the key'],
      ['an unknown function', 'SET n = wrong(:one)', 'Invalid function name'],
      ['bad syntax', 'SETT n = :one', 'Syntax error'],
    ])('refuse %s (API_UpdateItem)', async (_title, expression, message) => {
      const error = await rejectionOf(update('a', expression, one));

      expect(error).toMatchObject(invalid(message));
    });
  });

  describe('values', () => {
    it('of every type come back as they were (API_AttributeValue)', async () => {
      const item = {
        ...key('a'),
        text: { S: 'Grüße 😀' },
        empty: { S: '' },
        number: { N: '-1.5' },
        large: { N: '12345678901234567890123456789012345678' },
        binary: { B: new Uint8Array([0, 255]) },
        yes: { BOOL: true },
        nothing: { NULL: true },
        list: { L: [{ S: 'a' }, { N: '1' }, { L: [] }] },
        map: { M: { a: { M: {} } } },
        texts: { SS: ['a', 'b'] },
        numbers: { NS: ['1', '2'] },
        constructor: { S: 'c' },
      };

      await put(item);

      const found = await get('a');
      expect({ ...found, texts: found?.['texts']?.SS?.sort(), numbers: found?.['numbers']?.NS?.sort() }).toEqual({
        ...item,
        texts: ['a', 'b'],
        numbers: ['1', '2'],
      });
    });

    it.each<[string, object, RegExp]>([
      ['of 400 KB and more', { text: { S: 'a'.repeat(410_000) } }, /^Item size has exceeded the maximum allowed size$/],
      ['that are no number', { n: { N: 'x' } }, /cannot be converted to a numeric value: x$/],
      [
        'of more than 38 digits',
        { n: { N: '1'.repeat(39) } },
        /^Attempting to store more than 38 significant digits in a Number$/,
      ],
      ['that are an empty set', { s: { SS: [] } }, /may not be empty$/],
      ['that are a set with one text twice', { s: { SS: ['a', 'a'] } }, /contains duplicates\.?$/],
    ])('%s are refused (API_PutItem)', async (_title, attributes, message) => {
      expect(await rejectionOf(put({ ...key('a'), ...attributes }))).toMatchObject(invalid(message));
      expect(await get('a')).toBeUndefined();
    });

    it.each<[string, object, RegExp]>([
      ['an empty text', { pk: { S: '' }, sk: { S: 'x' } }, /cannot contain an empty string value\. Key: pk$/],
      ['another type', { pk: { N: '1' }, sk: { S: 'x' } }, /Type mismatch for key pk expected: S actual: N$/],
      ['a part that is missing', { pk: { S: 'x' } }, /Missing the key sk in the item$/],
      ['2049 bytes', { pk: { S: 'x'.repeat(2049) }, sk: { S: 'x' } }, /2048 bytes/],
    ])('of keys are not %s (API_PutItem)', async (_title, item, message) => {
      expect(await rejectionOf(put({ ...item }))).toMatchObject(invalid(message));
    });

    it.each<[string, object]>([
      ['a part of it', { pk: { S: 'a' } }],
      ['more than it', { pk: { S: 'a' }, sk: { S: 'a' }, n: { N: '1' } }],
    ])('are not read by %s instead of the key (API_GetItem)', async (_title, Key) => {
      expect(
        await rejectionOf(table.client.send(new GetItemCommand({ TableName: table.TableName, Key: { ...Key } }))),
      ).toMatchObject(invalid(/^The provided key element does not match the schema$/));
    });

    it('are given in part where a projection says so (API_GetItem)', async () => {
      await put({
        ...key('a'),
        n: { N: '1' },
        map: { M: { a: { S: 'x' }, b: { S: 'y' } } },
        items: { L: [{ N: '7' }] },
      });

      const { Item } = await table.client.send(
        new GetItemCommand({
          TableName: table.TableName,
          Key: key('a'),
          ConsistentRead: true,
          ProjectionExpression: '#map.a, #items[0]',
          ExpressionAttributeNames: { '#map': 'map', '#items': 'items' },
        }),
      );

      expect(Item).toEqual({ map: { M: { a: { S: 'x' } } }, items: { L: [{ N: '7' }] } });
    });
  });

  describe('expressions', () => {
    it.each<[string, Partial<UpdateItemCommandInput>, RegExp]>([
      [
        'a value that no expression uses',
        { ExpressionAttributeValues: { ':one': { N: '1' }, ':x': { N: '1' } } },
        /^Value provided in ExpressionAttributeValues unused in expressions: keys: \{:x\}$/,
      ],
      [
        'a name that no expression uses',
        { ExpressionAttributeNames: { '#x': 'x' } },
        /^Value provided in ExpressionAttributeNames unused in expressions: keys: \{#x\}$/,
      ],
      [
        'a value that is not given',
        { ExpressionAttributeValues: undefined },
        /An expression attribute value used in expression is not defined; attribute value: :one$/,
      ],
      ['an empty condition', { ConditionExpression: '' }, /The expression can not be empty;$/],
    ])('refuse %s (API_UpdateItem)', async (_title, overrides, message) => {
      expect(await rejectionOf(update('a', 'SET n = :one', { ...one, ...overrides }))).toMatchObject(invalid(message));
      expect(await get('a')).toBeUndefined();
    });

    it('do not add to a text (API_UpdateItem)', async () => {
      await put({ ...key('a'), n: { S: 'x' } });

      expect(await rejectionOf(update('a', 'ADD n :one', one))).toMatchObject(
        invalid(/^An operand in the update expression has an incorrect data type$/),
      );
    });
  });

  it.each<[UpdateItemCommandInput['ReturnValues'], object | undefined]>([
    ['NONE', undefined],
    ['ALL_OLD', { n: { N: '1' }, m: { N: '5' } }],
    ['UPDATED_OLD', { n: { N: '1' } }],
    ['ALL_NEW', { n: { N: '2' }, m: { N: '5' } }],
    ['UPDATED_NEW', { n: { N: '2' } }],
  ])('gives %s of an update (API_UpdateItem)', async (ReturnValues, expected) => {
    await put({ ...key('a'), n: { N: '1' }, m: { N: '5' } });

    const { Attributes } = await update('a', 'ADD n :one', { ...one, ReturnValues });

    const isAll = ReturnValues?.startsWith('ALL') === true;
    expect(Attributes).toEqual(isAll ? { ...key('a'), ...expected } : expected);
  });

  it.each([
    ['REMOVE', 'REMOVE m, l[0]', {}],
    ['DELETE', 'DELETE m :set', { ExpressionAttributeValues: { ':set': { SS: ['x'] } } }],
  ])('makes no item of a %s without one (API_AttributeValueUpdate)', async (_title, expression, members) => {
    const output = await update('a', expression, { ...members, ReturnValues: 'ALL_NEW' });

    expect(output).not.toHaveProperty('Attributes');
    expect(await get('a')).toBeUndefined();
  });

  it.each<[string, UpdateItemCommandInput['ReturnValues'], string]>([
    ['a new attribute', 'UPDATED_OLD', 'SET o = m'],
    ['an attribute that is removed', 'UPDATED_NEW', 'REMOVE m'],
    ['an element beyond the end of a list', 'UPDATED_NEW', 'SET l[7] = m'],
  ])('gives no attributes of %s with %s (API_UpdateItem)', async (_title, ReturnValues, expression) => {
    await put({ ...key('a'), m: { N: '5' }, l: { L: [] } });

    expect(await update('a', expression, { ReturnValues })).not.toHaveProperty('Attributes');
  });

  it('gives the old value of an element only when it was there (API_UpdateItem)', async () => {
    await put({ ...key('a'), m: { N: '5' }, l: { L: [{ N: '1' }] } });

    const { Attributes } = await update('a', 'SET l[1] = m, m = m', { ReturnValues: 'UPDATED_OLD' });

    expect(Attributes).toEqual({ m: { N: '5' } });
  });

  it('deletes an item that there is not without an error, and gives the old one (API_DeleteItem)', async () => {
    await put({ ...key('a'), n: { N: '1' } });

    const first = await remove('a', { ReturnValues: 'ALL_OLD' });
    const second = await remove('a', { ReturnValues: 'ALL_OLD' });

    expect(first.Attributes).toEqual({ ...key('a'), n: { N: '1' } });
    expect(second.Attributes).toBeUndefined();
  });
});

const one = { ExpressionAttributeValues: { ':one': { N: '1' } } };
