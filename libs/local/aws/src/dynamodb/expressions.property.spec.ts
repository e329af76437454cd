import fc from 'fast-check';

import { AwsError } from '../service';
import { tableDefinition } from '../testing/table-definition';
import { testStartMs } from '../testing/start-test-cloud';
import { createDynamoDbService } from './create-dynamodb-service';

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
  it('give an answer or a refusal, for every expression and every item', async () => {
    const dynamoDb = createDynamoDbService({ clock: { nowMs: () => testStartMs }, region: 'eu-central-1' });
    await dynamoDb.createTables([tableDefinition('things')]);
    let answerCount = 0;
    const perform = async (operation: string, request: object): Promise<void> => {
      const body = Buffer.from(JSON.stringify({ TableName: 'things', ...request }));
      try {
        await dynamoDb.handle({
          operation,
          body,
          principal: '',
          service: '',
          region: '',
          method: '',
          path: '',
          headers: {},
        });
        answerCount += 1;
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
      }
    };

    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('1', '2'),
        fc.option(update, { nil: undefined }),
        fc.option(condition, { nil: undefined }),
        fc.tuple(value, value),
        async (pk, UpdateExpression, condition, values) => {
          const used = { ...namesIn(UpdateExpression, condition), ...valuesIn(values, UpdateExpression, condition) };
          const filter = { ...namesIn(condition), ...valuesIn(values, condition) };
          await perform('UpdateItem', {
            Key: { pk: { S: pk } },
            UpdateExpression,
            ConditionExpression: condition,
            ...used,
          });
          if (condition !== undefined) await perform('Scan', { FilterExpression: condition, ...filter });
        },
      ),
      { numRuns: 1000, seed: 20261125 },
    );

    expect(answerCount).toBeGreaterThan(50);
    await dynamoDb.close();
  }, 30_000);
});

type Texts = (string | undefined)[];

const namesIn = (...texts: Texts): object =>
  texts.some((text) => text?.includes('#proto')) ? { ExpressionAttributeNames: { '#proto': '__proto__' } } : {};

function valuesIn([v, w]: [object, object], ...texts: Texts): object {
  const used = Object.entries({ ':v': v, ':w': w }).filter(([name]) => texts.some((text) => text?.includes(name)));
  return used.length > 0 ? { ExpressionAttributeValues: Object.fromEntries(used) } : {};
}
