import { validationException } from '../errors';
import { type KeyAttribute, type KeySchema } from '../items/key-schema';
import { type IndexDefinition } from '../items/secondary-index';
import { type Tag } from './tags';

interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

export interface IndexRequest {
  readonly IndexName: string;
  readonly KeySchema: readonly KeySchemaElement[];
  readonly Projection: {
    readonly ProjectionType?: 'ALL' | 'INCLUDE' | 'KEYS_ONLY';
    readonly NonKeyAttributes?: readonly string[];
  };
  readonly ProvisionedThroughput?: Throughput;
}

interface Throughput {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
}

export interface CreateTableRequest {
  readonly TableName: string;
  readonly AttributeDefinitions: readonly { readonly AttributeName: string; readonly AttributeType: 'S' | 'N' | 'B' }[];
  readonly KeySchema: readonly KeySchemaElement[];
  readonly BillingMode?: 'PROVISIONED' | 'PAY_PER_REQUEST';
  readonly ProvisionedThroughput?: Throughput;
  readonly LocalSecondaryIndexes?: readonly IndexRequest[];
  readonly GlobalSecondaryIndexes?: readonly IndexRequest[];
  readonly Tags?: readonly Tag[];
}

/**
 * @throws ValidationException: keys, indexes and capacity do not go together.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export function checkCreateTable(request: CreateTableRequest): void {
  checkCapacity(request);
  const { AttributeDefinitions, KeySchema, LocalSecondaryIndexes = [], GlobalSecondaryIndexes = [] } = request;
  const indexes = [...LocalSecondaryIndexes, ...GlobalSecondaryIndexes];
  const defined = AttributeDefinitions.map(({ AttributeName }) => AttributeName);
  for (const keys of [KeySchema, ...indexes.map((index) => index.KeySchema)]) checkKeys(keys, defined);
  const used = new Set([KeySchema, ...indexes.map((index) => index.KeySchema)].flat().map((key) => key.AttributeName));
  if (used.size !== new Set(defined).size) {
    throw invalid(
      indexes.length === 0
        ? 'Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions'
        : `Some AttributeDefinitions are not used. AttributeDefinitions: [${defined.join(', ')}], keys used: [${[...used].join(', ')}]`,
    );
  }
  for (const index of LocalSecondaryIndexes) checkLocalIndex(index, KeySchema);
  for (const index of indexes) checkProjection(index);
  const names = indexes.map(({ IndexName }) => IndexName);
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (twice !== undefined) throw invalid(`Duplicate index name: ${twice}`);
}

function checkCapacity({
  BillingMode = 'PROVISIONED',
  ProvisionedThroughput,
  GlobalSecondaryIndexes = [],
}: CreateTableRequest) {
  if (BillingMode === 'PROVISIONED') {
    if (ProvisionedThroughput) return;
    throw invalid('ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED');
  }
  const index = GlobalSecondaryIndexes.find((candidate) => candidate.ProvisionedThroughput);
  if (index) {
    throw invalid(
      `ProvisionedThroughput should not be specified for index: ${index.IndexName} when BillingMode is PAY_PER_REQUEST`,
    );
  }
  if (!ProvisionedThroughput) return;
  throw invalid(
    'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
  );
}

function checkKeys(keys: readonly KeySchemaElement[], defined: readonly string[]): void {
  const names = keys.map(({ AttributeName }) => AttributeName);
  if (names.some((name) => !defined.includes(name))) {
    throw invalid(
      'Some index key attributes are not defined in AttributeDefinitions. ' +
        `Keys: [${names.join(', ')}], AttributeDefinitions: [${defined.join(', ')}]`,
    );
  }
  if (names[0] === names[1]) {
    throw validationException('Both the Hash Key and the Range Key element in the KeySchema have the same name');
  }
  if (keys[0]?.KeyType !== 'HASH') {
    throw validationException('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  }
  if (keys[1] && keys[1].KeyType !== 'RANGE') {
    throw validationException('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type');
  }
}

function checkLocalIndex({ IndexName, KeySchema }: IndexRequest, tableKeys: readonly KeySchemaElement[]): void {
  if (tableKeys.length !== 2) {
    throw invalid('Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex');
  }
  if (KeySchema.length !== 2) throw invalid(`Index KeySchema does not have a range key for index: ${IndexName}`);
  const [[index], [table]] = [KeySchema, tableKeys];
  if (index?.AttributeName === table?.AttributeName) return;
  throw invalid(
    `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${IndexName}. ` +
      `index hash key: ${index?.AttributeName}, table hash key: ${table?.AttributeName}`,
  );
}

function checkProjection({ Projection: { ProjectionType, NonKeyAttributes } }: IndexRequest): void {
  if (ProjectionType === undefined) throw invalid('Unknown ProjectionType: null');
  if (ProjectionType === 'INCLUDE' || !NonKeyAttributes) return;
  throw invalid(`ProjectionType is ${ProjectionType}, but NonKeyAttributes is specified`);
}

const invalid = (problem: string): Error =>
  validationException(`One or more parameter values were invalid: ${problem}`);

type Definitions = CreateTableRequest['AttributeDefinitions'];

/** @returns The keys with their types. */
export function keySchemaOf(keys: readonly KeySchemaElement[], definitions: Definitions): KeySchema {
  const [partitionKey, sortKey] = keys.map(({ AttributeName: name }): KeyAttribute => {
    const type = definitions.find(({ AttributeName }) => AttributeName === name)!.AttributeType;
    return { name, type };
  });
  return { partitionKey: partitionKey!, ...(sortKey && { sortKey }) };
}

/** @returns The table's indexes. */
export function indexDefinitionsOf(request: CreateTableRequest): IndexDefinition[] {
  const definitionOf = ({ IndexName: name, KeySchema, Projection }: IndexRequest): IndexDefinition => ({
    name,
    ...keySchemaOf(KeySchema, request.AttributeDefinitions),
    ...(Projection.ProjectionType === 'ALL' && { projected: 'all' as const }),
    ...(Projection.ProjectionType === 'INCLUDE' && { projected: Projection.NonKeyAttributes ?? [] }),
  });
  return [
    ...(request.LocalSecondaryIndexes ?? []).map((index) => ({ ...definitionOf(index), isLocal: true })),
    ...(request.GlobalSecondaryIndexes ?? []).map(definitionOf),
  ];
}
