export { createDynamoDb, type DynamoDb, type DynamoDbOptions } from './create-dynamo-db';
export { DynamoDbError, NotModelledError } from './errors';
export { type KeyAttribute } from './items/key-schema';
export { createStandaloneTable, type StandaloneTable } from './standalone-table';
export { type TableOptions } from './table';
export { type AttributeValue, type Item } from './values/attribute-values';
export { bytesOfItem } from './values/sizes';
