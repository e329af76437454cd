import { type TransactWriteItem } from '@aws-sdk/client-dynamodb';

import { type TableTarget } from './start-table-target';

/** An update's members that count one up. */
export const addOne = { UpdateExpression: 'ADD n :one', ExpressionAttributeValues: { ':one': { N: '1' } } };

/** Members of transactions on one table, as fan-in has them: results that are put once, and their count. */
export const transactionActions = (table: Pick<TableTarget, 'key' | 'TableName'>) => ({
  count: (): TransactWriteItem => ({ Update: { TableName: table.TableName, Key: table.key('r'), ...addOne } }),
  touch: (pk: string): TransactWriteItem => ({
    Update: {
      TableName: table.TableName,
      Key: table.key(pk),
      UpdateExpression: 'SET touched = :yes',
      ExpressionAttributeValues: { ':yes': { BOOL: true } },
    },
  }),
  putResult: (id: string, onFailure: 'ALL_OLD' | 'NONE' = 'NONE'): TransactWriteItem => ({
    Put: {
      TableName: table.TableName,
      Item: { ...table.key('r', `result#${id}`), outcome: { S: 'success' } },
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: onFailure,
    },
  }),
});
