import { AwsError } from '../service';
import { type Attributes, type Table } from './dynalite-engine';

const start = 'One or more parameter values are not valid.';

/**
 * Finds an empty text or empty bytes where an index has its key. DynamoDB refuses such an item, dynalite takes it.
 *
 * @returns The error that PutItem answers; undefined when no key is empty.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
 */
export function emptyIndexKeyOf(item: Attributes, table: Table): AwsError | undefined {
  const found = find(item, table);
  if (!found) return undefined;
  const { type, name, indexName } = found;
  return invalid(
    `${start} A value specified for a secondary index key is not supported. ${reasonOf(type)} ` +
      `IndexName: ${indexName}, IndexKey: ${name}`,
  );
}

/**
 * Refuses an update that leaves such a key in the item.
 *
 * @throws {AwsError} ValidationException. Not retryable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
 */
export function refuseEmptyIndexKeys(item: Attributes, table: Table): void {
  const found = find(item, table);
  if (!found) return;
  const action = 'The update expression attempted to update a secondary index key to a value that is not supported.';
  throw invalid(`${start} ${action} ${reasonOf(found.type)}`);
}

function find(item: Attributes, { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] }: Table) {
  for (const { IndexName: indexName, KeySchema } of [...LocalSecondaryIndexes, ...GlobalSecondaryIndexes]) {
    for (const { AttributeName: name } of KeySchema) {
      const { S, B } = item[name] ?? {};
      if (S === '' || B === '') return { type: S === '' ? 'string' : 'binary', name, indexName };
    }
  }
  return undefined;
}

const reasonOf = (type: string): string =>
  `The AttributeValue for a key attribute cannot contain an empty ${type} value.`;

const invalid = (message: string): AwsError => new AwsError('ValidationException', message);
