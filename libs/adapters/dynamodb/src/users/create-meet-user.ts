import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { type MeetUser } from '@pulso/domain/conversation';
import { defined } from '@pulso/kit/telegram';

import { putIf } from '../items/put-if';
import { countPerson, isCounted, readPeopleCount } from './people-count';
import { storedUserOf, toUserItem } from './user-key';

/**
 * Remembers in the users table which update was a person's first, on which day, and what stands for them in records, until
 * the person is forgotten; and counts each once.
 *
 * The item says nothing but that, so the table holds no person's id, name or text.
 *
 * @param client - Credentials need `dynamodb:PutItem`, `dynamodb:GetItem` and `dynamodb:UpdateItem` on the table.
 * @returns A function that throws what the client throws at the put; retryable.
 */
export const createMeetUser =
  (client: DynamoDBClient, tableName: string): MeetUser =>
  async (userPseudonym, { updateId, day, alias }) => {
    const [put, countBefore] = await Promise.all([
      putIf(client, {
        TableName: tableName,
        Item: toUserItem(userPseudonym, { firstUpdateId: updateId, firstSeenDay: day, alias }),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
      readPeopleCount(client, tableName),
    ]);
    const item = put.type === 'written' ? undefined : put.existing;
    const change = item && isCounted(item) ? 0 : await countPerson(client, tableName, userPseudonym);
    // Others may have been counted at the same time.
    const count = defined({ peopleCount: change > 0 ? await readPeopleCount(client, tableName) : countBefore });
    if (!item) return { isNew: true, firstSeenDay: day, alias, ...count };
    const stored = storedUserOf(item, userPseudonym);
    return {
      isNew: stored.firstUpdateId === updateId,
      firstSeenDay: stored.firstSeenDay ?? day,
      alias: stored.alias,
      ...count,
    };
  };
