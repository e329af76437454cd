import fc from 'fast-check';

import { createDynamoDb } from './create-dynamo-db';
import { DynamoDbError, NotModelledError } from './errors';

const path = fc.constantFrom('a', 'b', 'm.x', 'm.y.z', 'l[0]', 'l[3]', 'l[0].q', 's', 'constructor', '#proto');
const operand = fc.oneof(path, fc.constantFrom(':v', ':w'));
const joined = (...parts: (fc.Arbitrary<string> | string)[]): fc.Arbitrary<string> =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((texts) => texts.join(''));

const value = fc.constantFrom<object>(
  { N: '1' },
  { S: 'x' },
  { SS: ['a'] },
  { NS: ['1', '2'] },
  { B: 'AQ==' },
  { BOOL: true },
  { NULL: true },
  { L: [{ N: '1' }, { M: { q: { S: 'x' } } }] },
  { M: { x: { N: '1' }, y: { M: { z: { L: [] } } } } },
);

const update = fc.oneof(
  joined('SET ', path, ' = ', operand),
  joined('SET ', path, ' = ', operand, ' + ', operand),
  joined('SET ', path, ' = if_not_exists(', path, ', ', operand, ')'),
  joined('SET ', path, ' = list_append(', operand, ', ', operand, ')'),
  joined('REMOVE ', path),
  joined('ADD ', path, ' :v'),
  joined('DELETE ', path, ' :v'),
);

const condition = fc.oneof(
  joined('attribute_exists(', path, ')'),
  joined(operand, fc.constantFrom(' = ', ' <> ', ' < ', ' >= '), operand),
  joined('NOT contains(', path, ', ', operand, ')'),
  joined('begins_with(', path, ', ', operand, ')'),
  joined('size(', path, ') > ', operand),
  joined(operand, ' BETWEEN ', operand, ' AND ', operand),
  joined(path, ' IN (', operand, ', ', operand, ') OR ', path, ' = :v'),
  joined('attribute_type(', path, ', ', operand, ')'),
);

describe('expressions', () => {
  it('give an answer or a refusal, for every expression and every item', () => {
    const dynamoDb = createDynamoDb({ clock: { nowMs: () => 0 }, region: 'eu-central-1', accountId: '000000000000' });
    dynamoDb.execute('CreateTable', {
      TableName: 'things',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    });
    let answerCount = 0;
    const perform = (operation: string, request: object): void => {
      try {
        dynamoDb.execute(operation, { TableName: 'things', ...request });
        answerCount += 1;
      } catch (error) {
        if (!(error instanceof DynamoDbError) && !(error instanceof NotModelledError)) throw error;
      }
    };

    fc.assert(
      fc.property(
        fc.constantFrom('1', '2'),
        fc.option(update, { nil: undefined }),
        fc.option(condition, { nil: undefined }),
        fc.tuple(value, value),
        (pk, UpdateExpression, condition, values) => {
          const used = { ...namesIn(UpdateExpression, condition), ...valuesIn(values, UpdateExpression, condition) };
          const filter = { ...namesIn(condition), ...valuesIn(values, condition) };
          perform('UpdateItem', {
            Key: { pk: { S: pk } },
            ...(UpdateExpression !== undefined && { UpdateExpression }),
            ...(condition !== undefined && { ConditionExpression: condition }),
            ...used,
          });
          if (condition !== undefined) perform('Scan', { FilterExpression: condition, ...filter });
        },
      ),
      { numRuns: 1000, seed: 20261125 },
    );

    expect(answerCount).toBeGreaterThan(50);
  });
});

type Texts = (string | undefined)[];

const namesIn = (...texts: Texts): object =>
  texts.some((text) => text?.includes('#proto')) ? { ExpressionAttributeNames: { '#proto': '__proto__' } } : {};

function valuesIn([v, w]: [object, object], ...texts: Texts): object {
  const used = Object.entries({ ':v': v, ':w': w }).filter(([name]) => texts.some((text) => text?.includes(name)));
  return used.length > 0 ? { ExpressionAttributeValues: Object.fromEntries(used) } : {};
}
