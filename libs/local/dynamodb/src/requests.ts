import {
  type GetItemCommandInput,
  type PutItemCommandInput,
  type QueryCommandInput,
  type TransactWriteItemsCommandInput,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';

import { NotModelledError, validationException } from './errors';

type Fields<T> = readonly (keyof T & string)[];

const condition = [
  'ConditionExpression',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'ReturnValuesOnConditionCheckFailure',
] as const;

const getFields = ['TableName', 'Key', 'ConsistentRead'] as const satisfies Fields<GetItemCommandInput>;
const putFields = ['TableName', 'Item', ...condition] as const satisfies Fields<PutItemCommandInput>;
const updateFields = [
  ...(['TableName', 'Key', 'UpdateExpression'] as const),
  ...condition,
] as const satisfies Fields<UpdateItemCommandInput>;
const queryFields = [
  ...(['TableName', 'IndexName', 'KeyConditionExpression', 'Limit', 'ExclusiveStartKey', 'ConsistentRead'] as const),
  ...(['ScanIndexForward', 'ExpressionAttributeNames', 'ExpressionAttributeValues'] as const),
] as const satisfies Fields<QueryCommandInput>;
const transactFields = ['TransactItems'] as const satisfies Fields<TransactWriteItemsCommandInput>;

export type GetRequest = Pick<GetItemCommandInput, (typeof getFields)[number]>;
export type PutRequest = Pick<PutItemCommandInput, (typeof putFields)[number]>;
export type UpdateRequest = Pick<UpdateItemCommandInput, (typeof updateFields)[number]>;
export type QueryRequest = Pick<QueryCommandInput, (typeof queryFields)[number]>;
export type TransactRequest = Pick<TransactWriteItemsCommandInput, 'TransactItems'>;
export interface TransactMember {
  readonly Put?: PutRequest;
  readonly Update?: UpdateRequest;
}

type Check<T> = (input: unknown) => asserts input is T;

/** The SDK's types have made sure of the members' shapes; what must be checked is that there are no others. */
function checkFor<T>(operation: string, fields: Fields<T>): Check<T> {
  const known = new Set<string>(fields);
  return (input) => {
    if (typeof input !== 'object' || input === null) throw validationException(`${operation} needs an input`);
    for (const field in input) {
      if (!known.has(field) && Reflect.get(input, field) !== undefined) {
        throw new NotModelledError(`${field} of ${operation}`);
      }
    }
  };
}

export const checkGet: Check<GetRequest> = checkFor('GetItem', getFields);
export const checkPut: Check<PutRequest> = checkFor('PutItem', putFields);
export const checkUpdate: Check<UpdateRequest> = checkFor('UpdateItem', updateFields);
export const checkQuery: Check<QueryRequest> = checkFor('Query', queryFields);
export const checkTransact: Check<TransactRequest> = checkFor('TransactWriteItems', transactFields);
const checkMember: Check<TransactMember> = checkFor('TransactItems', ['Put', 'Update']);

const maxActions = 100;

/** @throws ValidationException: none, more than 100, or one that is not exactly one action. */
export function actionsOf({ TransactItems: members = [] }: TransactRequest): readonly TransactMember[] {
  if (members.length < 1 || members.length > maxActions) {
    throw validationException(
      `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: ` +
        `Member must have length less than or equal to ${maxActions} and greater than or equal to 1`,
    );
  }
  return members.map((member) => {
    checkMember(member);
    if ((member.Put === undefined) !== (member.Update === undefined)) return member;
    throw validationException('TransactItems can only contain one of Check, Put, Update or Delete');
  });
}
