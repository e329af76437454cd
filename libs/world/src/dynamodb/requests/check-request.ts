import { NotModelledError, validationException } from '../errors';
import { checkedItem, checkedValue } from './check-values';

/** Checks a value as it came over the wire. @returns A copy with numbers in their shortest form. */
type Check = (value: unknown, at: string) => unknown;

type Members = Readonly<Record<string, Check>>;

const wrong = (at: string): Error =>
  validationException(`1 validation error detected: the parameter ${at} is missing or wrong.`);

const text: Check = (value, at) => {
  if (typeof value === 'string') return value;
  throw wrong(at);
};
const flag: Check = (value, at) => {
  if (typeof value === 'boolean') return value;
  throw wrong(at);
};
const count: Check = (value, at) => {
  if (Number.isInteger(value) && Number(value) >= 1) return value;
  throw wrong(at);
};
const oneOf =
  (...texts: readonly string[]): Check =>
  (value, at) => {
    if (typeof value === 'string' && texts.includes(value)) return value;
    throw wrong(at);
  };
const item: Check = (value, at) => checkedItem(objectOf(value, at));
/** `ExpressionAttributeNames` and `ExpressionAttributeValues`. */
const placeholdersOf =
  (pattern: RegExp, check: Check): Check =>
  (value, at) =>
    Object.fromEntries(
      Object.entries(objectOf(value, at)).map(([token, given]) => {
        if (!pattern.test(token))
          throw validationException(`${at} contains invalid key: Syntax error; key: "${token}"`);
        return [token, check(given, at)];
      }),
    );
const listOf =
  (check: Check, most: number): Check =>
  (value, at) => {
    if (!Array.isArray(value) || value.length < 1 || value.length > most) throw wrong(at);
    return value.map((element: unknown, index) => check(element, `${at}.${index}`));
  };
/** A list for each of some tables. */
const byTable =
  (check: Check): Check =>
  (value, at) =>
    Object.fromEntries(Object.entries(objectOf(value, at)).map(([name, list]) => [name, check(list, `${at}.${name}`)]));

/** @param required - The members that must be there. */
const structure =
  (members: Members, ...required: readonly string[]): Check =>
  (value, at) => {
    // Null counts as missing: https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
    const given = Object.entries(objectOf(value, at)).filter(([, member]) => member !== null && member !== undefined);
    const foreign = given.map(([name]) => name).filter((name) => !Object.hasOwn(members, name));
    if (foreign.length > 0) throw new NotModelledError(`the parameter ${foreign.join(', ')} of ${at}`);
    const missing = required.find((name) => !given.some(([known]) => known === name));
    if (missing !== undefined) throw wrong(`${missing} of ${at}`);
    return Object.fromEntries(given.map(([name, member]) => [name, members[name]!(member, `${name} of ${at}`)]));
  };

function objectOf(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw wrong(at);
}

const onTable = { TableName: text, ExpressionAttributeNames: placeholdersOf(/^#\w+$/, text) };
const values = { ExpressionAttributeValues: placeholdersOf(/^:\w+$/, (value) => checkedValue(value)) };
const conditional = {
  ...onTable,
  ...values,
  ConditionExpression: text,
  ReturnValuesOnConditionCheckFailure: oneOf('ALL_OLD', 'NONE'),
};
const returned = { ReturnValues: oneOf('ALL_NEW', 'ALL_OLD', 'NONE') };
const put = { ...conditional, Item: item };
const update = { ...conditional, Key: item, UpdateExpression: text };
const remove = { ...conditional, Key: item };
const read = {
  ...onTable,
  ...values,
  IndexName: text,
  Select: oneOf('COUNT'),
  Limit: count,
  ExclusiveStartKey: item,
  ConsistentRead: flag,
  ProjectionExpression: text,
  FilterExpression: text,
};

interface OperationShape {
  readonly members: Members;
  readonly required: readonly string[];
}

const shape = (members: Members, ...required: readonly string[]): OperationShape => ({ members, required });

/** The members of each operation; a request with others is refused by their names. */
const operationShapes = {
  BatchWriteItem: shape(
    {
      RequestItems: byTable(
        listOf(
          structure({
            DeleteRequest: structure({ Key: item }, 'Key'),
            PutRequest: structure({ Item: item }, 'Item'),
          }),
          25,
        ),
      ),
    },
    'RequestItems',
  ),
  DeleteItem: shape({ ...remove, ...returned }, 'TableName', 'Key'),
  DeleteTable: shape({ TableName: text }, 'TableName'),
  DescribeTable: shape({ TableName: text }, 'TableName'),
  GetItem: shape({ ...onTable, Key: item, ProjectionExpression: text, ConsistentRead: flag }, 'TableName', 'Key'),
  ListTables: shape({ Limit: count }),
  PutItem: shape({ ...put, ...returned }, 'TableName', 'Item'),
  Query: shape({ ...read, KeyConditionExpression: text, ScanIndexForward: flag }, 'TableName'),
  Scan: shape(read, 'TableName'),
  TransactWriteItems: shape(
    {
      ClientRequestToken: text,
      TransactItems: listOf(
        structure({
          ConditionCheck: structure(remove, 'TableName', 'Key', 'ConditionExpression'),
          Put: structure(put, 'TableName', 'Item'),
          Delete: structure(remove, 'TableName', 'Key'),
          Update: structure(update, 'TableName', 'Key', 'UpdateExpression'),
        }),
        100,
      ),
    },
    'TransactItems',
  ),
  UpdateItem: shape({ ...update, ...returned }, 'TableName', 'Key'),
} as const satisfies Readonly<Record<string, OperationShape>>;

export type DynamoDbOperation = keyof typeof operationShapes;

export const isDynamoDbOperation = (operation: string): operation is DynamoDbOperation =>
  Object.hasOwn(operationShapes, operation);

/**
 * Checks a request as it came over the wire.
 *
 * @returns A copy with numbers in their shortest form.
 * @throws ValidationException; {@link NotModelledError} for members that are not emulated.
 */
export function checkRequest(operation: DynamoDbOperation, input: unknown): object {
  const { members, required } = operationShapes[operation];
  return structure(members, ...required)(input, operation) as object;
}

/**
 * As {@link checkRequest} for callers whose types make sure of all but of members that are not emulated.
 *
 * @throws {NotModelledError}
 */
export function refuseForeignMembers(operation: DynamoDbOperation, input: object): void {
  const { members } = operationShapes[operation];
  for (const name in input) {
    if (Object.hasOwn(members, name) || Reflect.get(input, name) === undefined) continue;
    throw new NotModelledError(`the parameter ${name} of ${operation}`);
  }
}
