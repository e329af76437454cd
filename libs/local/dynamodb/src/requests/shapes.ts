/** What a member of a request can be. */
export type Shape =
  | TextShape
  | { readonly kind: 'boolean'; readonly isRequired?: boolean }
  | { readonly kind: 'integer'; readonly min?: number; readonly max?: number; readonly isRequired?: boolean }
  /** Attributes with their values: an item, or the key of one. */
  | { readonly kind: 'item' | 'key' | 'startKey'; readonly isRequired?: boolean }
  /** `ExpressionAttributeNames`. */
  | { readonly kind: 'names'; readonly isRequired?: boolean }
  /** `ExpressionAttributeValues`. */
  | { readonly kind: 'values'; readonly isRequired?: boolean }
  /** What callers may ask for beside the answer, and what is not emulated. */
  | { readonly kind: 'none'; readonly isRequired?: boolean }
  | ListShape
  | MapShape
  | StructureShape;

interface TextShape {
  readonly kind: 'text';
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  readonly values?: readonly string[];
  readonly isRequired?: boolean;
}

interface ListShape {
  readonly kind: 'list';
  readonly of: Shape;
  readonly min?: number;
  readonly max?: number;
  readonly isRequired?: boolean;
}

interface MapShape {
  readonly kind: 'map';
  readonly of: Shape;
  readonly min?: number;
  readonly isRequired?: boolean;
}

export interface StructureShape {
  readonly kind: 'structure';
  readonly members: Members;
  readonly isRequired?: boolean;
}

export type Members = Readonly<Record<string, Shape>>;

const text: TextShape = { kind: 'text' };
const oneOf = (...values: readonly string[]): TextShape => ({ kind: 'text', values });
const required = <T extends Shape>(shape: T): T => ({ ...shape, isRequired: true });
const structure = (members: Members): StructureShape => ({ kind: 'structure', members });
const list = (of: Shape, bounds: Pick<ListShape, 'min' | 'max'> = {}): ListShape => ({ kind: 'list', of, ...bounds });
const boolean: Shape = { kind: 'boolean' };
const none: Shape = { kind: 'none' };

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
const resourceName: TextShape = { kind: 'text', min: 3, max: 255, pattern: /^[a-zA-Z0-9_.-]+$/ };
const onTable = { TableName: required(resourceName) };
const names = { ExpressionAttributeNames: { kind: 'names' } } as const;
const conditional = {
  ...onTable,
  ...names,
  ExpressionAttributeValues: { kind: 'values' },
  ReturnValuesOnConditionCheckFailure: oneOf('ALL_OLD', 'NONE'),
} as const;
const capacity = { ReturnConsumedCapacity: oneOf('INDEXES', 'TOTAL', 'NONE') };
const returned = {
  ...capacity,
  ReturnItemCollectionMetrics: none,
  ReturnValues: oneOf('ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW'),
};
/** Of transactions and batches. */
const noCapacity = { ReturnConsumedCapacity: none };
const noMetrics = { ...noCapacity, ReturnItemCollectionMetrics: none };

const item: Shape = { kind: 'item', isRequired: true };
const key: Shape = { kind: 'key', isRequired: true };

const get = { ...onTable, ...names, Key: key, ProjectionExpression: text };
const put = { ...conditional, Item: item, ConditionExpression: text };
const update = { ...conditional, Key: key, UpdateExpression: text, ConditionExpression: text };
const remove = { ...conditional, Key: key, ConditionExpression: text };
const read = {
  ...onTable,
  ...names,
  ...capacity,
  IndexName: resourceName,
  Select: oneOf('SPECIFIC_ATTRIBUTES', 'COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES'),
  Limit: { kind: 'integer', min: 1 },
  ExclusiveStartKey: { kind: 'startKey' },
  ConsistentRead: boolean,
  ProjectionExpression: text,
  FilterExpression: text,
  ExpressionAttributeValues: { kind: 'values' },
} as const;

const tag = structure({
  Key: required({ kind: 'text', min: 1, max: 128 }),
  Value: required({ kind: 'text', max: 256 }),
});
const keySchema = required(
  list(structure({ AttributeName: required(text), KeyType: required(oneOf('HASH', 'RANGE')) }), { min: 1, max: 2 }),
);
const throughput = structure({
  ReadCapacityUnits: required({ kind: 'integer', min: 1 } as Shape),
  WriteCapacityUnits: required({ kind: 'integer', min: 1 } as Shape),
});
const index = {
  IndexName: required(resourceName),
  KeySchema: keySchema,
  Projection: required(
    structure({
      ProjectionType: oneOf('ALL', 'INCLUDE', 'KEYS_ONLY'),
      NonKeyAttributes: list(text, { min: 1, max: 20 }),
    }),
  ),
};
const onResource = { ResourceArn: required(text) };

/** The members of each operation; a request with others is refused by their names. */
export const operationShapes = {
  BatchGetItem: {
    ...noCapacity,
    RequestItems: {
      kind: 'map',
      min: 1,
      isRequired: true,
      of: structure({
        Keys: required(list(key, { min: 1, max: 100 })),
        ConsistentRead: boolean,
        ProjectionExpression: text,
        ...names,
      }),
    },
  },
  BatchWriteItem: {
    ...noMetrics,
    RequestItems: {
      kind: 'map',
      min: 1,
      isRequired: true,
      of: list(structure({ DeleteRequest: structure({ Key: key }), PutRequest: structure({ Item: item }) }), {
        min: 1,
        max: 25,
      }),
    },
  },
  CreateTable: {
    ...onTable,
    AttributeDefinitions: required(
      list(structure({ AttributeName: required(text), AttributeType: required(oneOf('B', 'N', 'S')) })),
    ),
    KeySchema: keySchema,
    BillingMode: oneOf('PROVISIONED', 'PAY_PER_REQUEST'),
    ProvisionedThroughput: throughput,
    LocalSecondaryIndexes: list(structure(index), { min: 1, max: 5 }),
    GlobalSecondaryIndexes: list(structure({ ...index, ProvisionedThroughput: throughput }), { min: 1, max: 20 }),
    Tags: list(tag),
  },
  DeleteItem: { ...remove, ...returned },
  DeleteTable: onTable,
  DescribeTable: onTable,
  DescribeTimeToLive: onTable,
  GetItem: { ...get, ...capacity, ConsistentRead: boolean },
  ListTables: { Limit: { kind: 'integer', min: 1, max: 100 }, ExclusiveStartTableName: resourceName },
  ListTagsOfResource: onResource,
  PutItem: { ...put, ...returned },
  Query: { ...read, KeyConditionExpression: text, ScanIndexForward: boolean },
  Scan: {
    ...read,
    Segment: { kind: 'integer', min: 0 },
    TotalSegments: { kind: 'integer', min: 1, max: 1_000_000 },
  },
  TagResource: { ...onResource, Tags: required(list(tag)) },
  TransactGetItems: {
    ...noCapacity,
    TransactItems: required(list(structure({ Get: structure(get) }), { min: 1, max: 100 })),
  },
  TransactWriteItems: {
    ...noMetrics,
    ClientRequestToken: { kind: 'text', min: 1, max: 36 },
    TransactItems: required(
      list(
        structure({
          ConditionCheck: structure({ ...remove, ConditionExpression: required(text) }),
          Put: structure(put),
          Delete: structure(remove),
          Update: structure({ ...update, UpdateExpression: required(text) }),
        }),
        { min: 1, max: 100 },
      ),
    ),
  },
  UntagResource: { ...onResource, TagKeys: required(list(text)) },
  UpdateItem: { ...update, ...returned },
  UpdateTimeToLive: {
    ...onTable,
    TimeToLiveSpecification: required(
      structure({ Enabled: required(boolean), AttributeName: required({ kind: 'text', min: 1, max: 255 } as Shape) }),
    ),
  },
} as const satisfies Readonly<Record<string, Members>>;

export type DynamoDbOperation = keyof typeof operationShapes;

export const isDynamoDbOperation = (operation: string): operation is DynamoDbOperation =>
  Object.hasOwn(operationShapes, operation);
