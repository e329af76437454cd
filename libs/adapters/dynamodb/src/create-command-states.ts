import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';

import { wholeNumber } from '@pulso/contracts/envelope';
import { type CommandStates, type KeptStates, keptUntilMs, nothingKept } from '@pulso/domain/conversation';

import { type Item, jsonText, putIf, readItem, toItem, valuesOf } from './items';

/**
 * Keeps the states of the team's commands, one item per person under `states#<pseudonym>`.
 *
 * DynamoDB deletes expired items days late; until then an expired state counts as absent.
 *
 * @param client - Credentials need `dynamodb:GetItem` and `dynamodb:PutItem` on the table.
 * @returns Functions that throw what the client throws, retryable, and MalformedItemError, which is not.
 */
export const createCommandStates = (client: DynamoDBClient, tableName: string): CommandStates => ({
  read: async (userPseudonym) => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: statesKey(userPseudonym), ConsistentRead: true }),
    );
    return Item ? keptStatesIn(Item) : nothingKept;
  },

  write: async (userPseudonym, next, before) => {
    const put = await putIf(client, {
      TableName: tableName,
      Item: toStatesItem(userPseudonym, next),
      ConditionExpression: before === 0 ? 'attribute_not_exists(#pk)' : '#version = :before',
      ...(before === 0 ? {} : valuesOf({ before })),
    });
    return put.type === 'written' ? 'written' : 'conflict';
  },
});

export const statesKey = (userPseudonym: string): Item => toItem({ pk: `states#${userPseudonym}` });

const stateSchema = z.object({ value: z.unknown(), untilMs: wholeNumber });
const questionSchema = z.object({ command: z.string(), untilMs: wholeNumber });
const turnSchema = z.object({
  claimId: z.string(),
  atMs: wholeNumber,
  question: z.optional(questionSchema),
  command: z.optional(z.string()),
  before: z.optional(stateSchema),
});
export const statesSchema = z.object({
  version: wholeNumber,
  content: jsonText(
    z.object({
      states: z.record(z.string(), stateSchema),
      question: z.optional(questionSchema),
      turns: z.array(turnSchema),
    }),
  ),
});

/** One JSON text, because its shape belongs to the commands. */
const toStatesItem = (userPseudonym: string, { version, ...content }: KeptStates): Item => ({
  ...statesKey(userPseudonym),
  ...toItem({
    version,
    content: JSON.stringify(content),
    expiresAtSeconds: Math.ceil(keptUntilMs({ version, ...content }) / 1000),
  }),
});

/** @throws {MalformedItemError} Not retryable. */
export function keptStatesIn(item: Item): KeptStates {
  const { version, content } = readItem(statesSchema, item, 'states');
  return { version, ...content };
}
