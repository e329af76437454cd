export { createDynamoDb } from './create-dynamo-db';
export { resourceNotFound } from './errors';
export { type KeyAttribute } from './items/key-schema';
export { type TableDefinition } from './table';
export { bytesOfItem, type Item } from './values';
