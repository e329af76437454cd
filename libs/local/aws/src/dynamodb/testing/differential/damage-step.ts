import { type SeededRandom } from '@pulso/local/seeded-random';

import { misspelt } from './generate-expressions';
import { badValue, type Item } from './generate-values';
import { type Step } from './step';

const expressionMembers = [
  'ConditionExpression',
  'FilterExpression',
  'KeyConditionExpression',
  'ProjectionExpression',
  'UpdateExpression',
];

/** Damages the input of a step in one way, which by chance may change nothing. */
export function damaged({ operation, input }: Step, random: SeededRandom): Step {
  const expressions = expressionMembers.filter((name) => name in input);
  const holder = 'Item' in input ? 'Item' : 'Key' in input ? 'Key' : undefined;
  const attributes = holder === undefined ? {} : (input[holder] as Item);
  const withAttributes = (changes: Item): Record<string, unknown> =>
    holder === undefined ? { TableName: 'nothing' } : { [holder]: { ...attributes, ...changes } };
  const { pk: _pk, ...keyless } = attributes;
  const name = expressions.length > 0 ? random.pick(expressions) : undefined;
  const changes = random.pick<() => Record<string, unknown>>([
    () => ({ TableName: 'nothing' }),
    () => withAttributes({ pk: { S: '' } }),
    () => withAttributes({ pk: { N: '1' } }),
    () => withAttributes({ sk: { S: 'text' } }),
    () => withAttributes({ extra: badValue(random) }),
    () => withAttributes({ phase: { N: '1' } }),
    () => withAttributes({ big: { S: 'x'.repeat(409_600) } }),
    () => (holder === undefined ? {} : { [holder]: keyless }),
    () => ({ ExpressionAttributeValues: { ...(input['ExpressionAttributeValues'] as Item), ':unused': { S: 'x' } } }),
    () => ({ ExpressionAttributeNames: { ...(input['ExpressionAttributeNames'] as object), '#unused': 'x' } }),
    () => ({ ExpressionAttributeValues: undefined }),
    () => ({ Limit: 0 }),
    () => ({ IndexName: 'by-nothing' }),
    () => ({ ReturnValues: 'SOMETHING' }),
    () => (name === undefined ? {} : { [name]: misspelt(input[name] as string, random) }),
    () => (name === undefined ? {} : { [name]: misspelt(input[name] as string, random) }),
    () => (name === undefined ? {} : { [name]: misspelt(input[name] as string, random) }),
  ])();
  return { operation, input: { ...input, ...changes } };
}
