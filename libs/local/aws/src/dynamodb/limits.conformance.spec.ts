import {
  type AttributeValue,
  BatchWriteItemCommand,
  DeleteItemCommand,
  TransactWriteItemsCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';

import { rejectionOf } from '../testing/start-test-cloud';
import { startSharedTableTarget } from './testing/start-shared-table-target';

const reference = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html';

const tooDeep =
  'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit';
const tooLong = 'Attribute name is too large, must be less than 65536 bytes';
const single = (text: string): string => `1 validation error detected: ${text}`;

/** A value in so many maps. */
function inMaps(count: number): AttributeValue {
  let value: AttributeValue = { S: 'x' };
  for (let level = 0; level < count; level += 1) value = { M: { n: value } };
  return value;
}

/** A value in so many lists. */
function inLists(count: number): AttributeValue {
  let value: AttributeValue = { S: 'x' };
  for (let level = 0; level < count; level += 1) value = { L: [value] };
  return value;
}

/** Each title names the part of {@link reference} that the test follows. */
describe(`DynamoDB's limits (${reference})`, () => {
  const table = startSharedTableTarget();
  const update = (UpdateExpression: string, overrides: Partial<UpdateItemCommandInput> = {}) =>
    table.update('a', UpdateExpression, overrides);
  const putInBatch = (item: Record<string, AttributeValue>) =>
    table.client.send(
      new BatchWriteItemCommand({
        RequestItems: { [table.TableName]: [{ PutRequest: { Item: { ...table.key('a'), ...item } } }] },
      }),
    );
  const putInTransaction = (item: Record<string, AttributeValue>) =>
    table.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [{ Put: { TableName: table.TableName, Item: { ...table.key('a'), ...item } } }],
      }),
    );

  const refusal = (message: string) => ({
    name: 'ValidationException',
    message,
    $metadata: { httpStatusCode: 400 },
  });

  describe('levels of nesting', () => {
    it.each([
      ['maps', inMaps],
      ['lists', inLists],
    ])('are 32 with %s, the attribute among them (Constraints.html#limits-attributes)', async (_title, nested) => {
      await table.put({ ...table.key('a'), deep: nested(31) });

      const errors = await Promise.all(
        [32, 61].map((levels) => rejectionOf(table.put({ ...table.key('b'), deep: nested(levels) }))),
      );

      expect(errors).toMatchObject([refusal(single(tooDeep)), refusal(single(tooDeep))]);
      expect(await table.get('a')).toMatchObject({ deep: nested(31) });
      expect(await table.get('b')).toBeUndefined();
    });

    it('are counted in the values of expressions (Constraints.html#limits-attributes)', async () => {
      const set = (levels: number) => update('SET d = :d', { ExpressionAttributeValues: { ':d': inMaps(levels) } });

      await set(31);

      expect(await rejectionOf(set(32))).toMatchObject(refusal(single(tooDeep)));
    });

    it('are refused without a count in batches and transactions (Constraints.html#limits-attributes)', async () => {
      expect(await rejectionOf(putInBatch({ d: inMaps(32) }))).toMatchObject(refusal(tooDeep));
      expect(await rejectionOf(putInTransaction({ d: inMaps(32) }))).toMatchObject(refusal(tooDeep));
      expect(await table.get('a')).toBeUndefined();
    });

    it('are counted in the item that an update makes, which stays as it was (Constraints.html#limits-attributes)', async () => {
      const item = { ...table.key('a'), d: { M: { n: { M: {} } } } };
      await table.put(item);

      const error = await rejectionOf(update('SET d.n.n = :d', { ExpressionAttributeValues: { ':d': inMaps(30) } }));

      expect(error).toMatchObject({
        name: 'ValidationException',
        message: expect.stringMatching(/^Nesting Levels have exceeded supported limits/),
      });
      expect(await table.get('a')).toEqual(item);
    });
  });

  describe('names of attributes', () => {
    const longest = 'é'.repeat(32_767) + 'n';
    const longer = 'é'.repeat(32_768);

    it('have 65,535 bytes at most, in maps too (Constraints.html#limits-attributes)', async () => {
      await table.put({ ...table.key('a'), [longest]: { S: 'x' }, m: { M: { [longest]: { S: 'x' } } } });

      const atTop = await rejectionOf(table.put({ ...table.key('b'), [longer]: { S: 'x' } }));
      const within = await rejectionOf(table.put({ ...table.key('b'), m: { L: [{ M: { [longer]: { S: 'x' } } }] } }));

      expect([atTop, within]).toMatchObject([refusal(single(tooLong)), refusal(single(tooLong))]);
      expect(await table.get('b')).toBeUndefined();
    });

    it('have no more when another name stands for them (Constraints.html#limits-attributes)', async () => {
      const error = await rejectionOf(
        update('SET #n = :v', {
          ExpressionAttributeNames: { '#n': longer },
          ExpressionAttributeValues: { ':v': { S: 'x' } },
        }),
      );

      expect(error).toMatchObject(refusal(single(tooLong)));
    });
  });

  describe('operators and functions', () => {
    const sums = (count: number): string =>
      `SET ${Array.from({ length: count }, (_, index) => `a${index}=n+:v`).join(',')}`;
    const add = (count: number) => update(sums(count), { ExpressionAttributeValues: { ':v': { N: '1' } } });
    const tooMany = (name: string): string =>
      `Invalid ${name}: The expression contains too many operators; operator count: 301`;

    it('are 300 at most in an update, whose assignments do not count (Constraints.html#limits-expression-parameters)', async () => {
      await table.put({ ...table.key('a'), n: { N: '1' } });

      await add(300);

      expect(await table.get('a')).toMatchObject({ a299: { N: '2' } });
      expect(await rejectionOf(add(301))).toMatchObject(refusal(tooMany('UpdateExpression')));
      expect(await rejectionOf(add(320))).toMatchObject(refusal(tooMany('UpdateExpression')));
    });

    it.each([
      ['comparisons and what joins them', 'n=:v', ' or ', 150, 151],
      ['negations', 'not n=:v', ' and ', 100, 101],
      ['functions', 'attribute_exists(n)', ' OR ', 150, 151],
      ['ranges, whose AND is none', 'n between :v and :v', ' OR ', 150, 151],
      ['lists, each once', 'n in (:v,:v,:v)', ' OR ', 150, 151],
    ])(
      'are 300 at most in a condition: %s (Constraints.html#limits-expression-parameters)',
      async (_title, term, joint, fit, exceed) => {
        await table.put({ ...table.key('a'), n: { N: '1' } });
        const remove = (count: number) =>
          table.client.send(
            new DeleteItemCommand({
              TableName: table.TableName,
              Key: table.key('a'),
              ConditionExpression: Array.from({ length: count }, () => term).join(joint),
              ...(term.includes(':v') && { ExpressionAttributeValues: { ':v': { N: '2' } } }),
            }),
          );

        const error = await rejectionOf(remove(exceed));
        await remove(fit).catch((failure: Error) => expect(failure.name).toBe('ConditionalCheckFailedException'));

        expect(error).toMatchObject(refusal(tooMany('ConditionExpression')));
      },
    );
  });
});
