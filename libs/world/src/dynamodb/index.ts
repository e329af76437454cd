export { createDynamoDb, type DynamoDb, type TableDefinition } from './create-dynamo-db';
export { type KeyAttribute } from './items/key-schema';
export { DynamoDbError, NotModelledError } from './errors';
export { createStandaloneTable, type StandaloneTable } from './standalone-table';
export { type TableOptions } from './table';
export { type AttributeValue, type Item } from './values/attribute-values';
export { bytesOfItem } from './values/sizes';
