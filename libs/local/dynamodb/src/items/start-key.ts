import { DynamoDbError, validationException } from '../errors';
import { type ItemKey } from './key-schema';

/** @returns What `read` makes of an `ExclusiveStartKey`. @throws ValidationException: what is wrong with it as a key. */
export function startKey(read: () => ItemKey): ItemKey {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DynamoDbError)) throw error;
    throw validationException(`The provided starting key is invalid: ${error.message}`);
  }
}
