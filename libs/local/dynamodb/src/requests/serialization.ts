import { DynamoDbError } from '../errors';

/** What DynamoDB answers where the JSON of a request has another type than its member. Not retryable. */
export const serializationException = (message: string): DynamoDbError =>
  new DynamoDbError('SerializationException', message);

/** @returns A value's type as messages of AWS name it. */
export function typeNameOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 'STRING_VALUE';
    case 'number':
      return Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
    case 'boolean':
      return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
    default:
      return Array.isArray(value) ? 'START_ARRAY' : 'START_OBJECT';
  }
}
