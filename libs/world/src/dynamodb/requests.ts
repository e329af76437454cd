import * as z from 'zod';

import { notModelled, validationException } from './errors';
import { type Item, checkedItem, checkedValue } from './values';

/** Not a z.record, which would lose an attribute called __proto__. The checks of values throw DynamoDB's errors. */
const item = z
  .custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
  .transform((attributes): Item => checkedItem(attributes));
const placeholder = (sign: string) =>
  z.string().regex(new RegExp(`^${sign}\\w+$`), { error: 'contains an invalid key: a syntax error' });

const onTable = {
  TableName: z.string(),
  ExpressionAttributeNames: z.record(placeholder('#'), z.string()).optional(),
};
const values = {
  ExpressionAttributeValues: z
    .record(
      placeholder(':'),
      z.unknown().transform((value) => checkedValue(value)),
    )
    .optional(),
};
const conditional = {
  ...onTable,
  ...values,
  ConditionExpression: z.string().optional(),
  ReturnValuesOnConditionCheckFailure: z.enum(['ALL_OLD', 'NONE']).optional(),
};
const oldReturned = { ReturnValues: z.enum(['ALL_OLD', 'NONE']).optional() };
const put = { ...conditional, Item: item };
const remove = { ...conditional, Key: item };
const update = { ...remove, UpdateExpression: z.string().optional() };
const scan = {
  ...onTable,
  ...values,
  IndexName: z.string().optional(),
  Select: z.literal('COUNT').optional(),
  Limit: z.int().min(1).optional(),
  ExclusiveStartKey: item.optional(),
  ConsistentRead: z.boolean().optional(),
  ProjectionExpression: z.string().optional(),
  FilterExpression: z.string().optional(),
};
const transactItem = z.strictObject({
  Put: z.strictObject(put).optional(),
  Delete: z.strictObject(remove).optional(),
  Update: z.strictObject({ ...update, UpdateExpression: z.string() }).optional(),
});
const batchItem = z.strictObject({
  DeleteRequest: z.strictObject({ Key: item }).optional(),
  PutRequest: z.strictObject({ Item: item }).optional(),
});

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
function hasBatchSize(tables: Readonly<Record<string, readonly unknown[]>>): boolean {
  const count = Object.values(tables).flat().length;
  return count > 0 && count <= 25;
}

/** The members of each operation; a request with others is refused by their names. */
const requests = {
  BatchWriteItem: z.strictObject({
    RequestItems: z.record(z.string(), z.array(batchItem).min(1)).refine(hasBatchSize, 'it has 1 to 25 writes'),
  }),
  DeleteItem: z.strictObject({ ...remove, ...oldReturned }),
  DeleteTable: z.strictObject({ TableName: z.string() }),
  DescribeContinuousBackups: z.strictObject({ TableName: z.string() }),
  DescribeTable: z.strictObject({ TableName: z.string() }),
  DescribeTimeToLive: z.strictObject({ TableName: z.string() }),
  GetItem: z.strictObject({
    ...onTable,
    Key: item,
    ProjectionExpression: z.string().optional(),
    ConsistentRead: z.boolean().optional(),
  }),
  ListTables: z.strictObject({
    Limit: z.int().min(1).max(100).optional(),
    ExclusiveStartTableName: z.string().optional(),
  }),
  PutItem: z.strictObject({ ...put, ...oldReturned }),
  Query: z.strictObject({
    ...scan,
    KeyConditionExpression: z.string().optional(),
    ScanIndexForward: z.boolean().optional(),
  }),
  Scan: z.strictObject(scan),
  TransactWriteItems: z.strictObject({
    ClientRequestToken: z.string().optional(),
    TransactItems: z.array(transactItem).min(1).max(100),
  }),
  UpdateItem: z.strictObject({ ...update, ReturnValues: z.enum(['ALL_NEW', 'ALL_OLD', 'NONE']).optional() }),
};

export type Operation = keyof typeof requests;

export type Request<Name extends Operation> = z.output<(typeof requests)[Name]>;

export const isOperation = (operation: string): operation is Operation => Object.hasOwn(requests, operation);

/**
 * Checks a request as it came over the wire.
 *
 * @returns A copy with numbers in their shortest form.
 * @throws ValidationException, also for members that are not emulated.
 */
export function checkRequest<Name extends Operation>(operation: Name, input: unknown): Request<Name> {
  const { data, error } = requests[operation].safeParse(input);
  if (data) return data as Request<Name>;
  const [issue] = error?.issues ?? [];
  const at = [...(issue?.path ?? []), operation].join(' of ');
  if (issue?.code === 'unrecognized_keys') throw notModelled(`the parameter ${issue.keys.join(', ')} of ${at}`);
  throw validationException(`1 validation error detected: the parameter ${at} is missing or wrong: ${issue?.message}`);
}

/**
 * As {@link checkRequest} for typed callers: checks only for members that are not emulated.
 *
 * @throws ValidationException
 */
export function refuseForeignMembers(operation: Operation, input: object): void {
  const { shape } = requests[operation];
  for (const name in input) {
    if (Object.hasOwn(shape, name) || Reflect.get(input, name) === undefined) continue;
    throw notModelled(`the parameter ${name} of ${operation}`);
  }
}
