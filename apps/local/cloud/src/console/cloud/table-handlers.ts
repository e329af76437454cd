import { type AttributeValue, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { type Handlers } from '@pulso/local/console-api';

import { type LocalCloud } from '../../cloud/local-cloud';
import { RefusedOperationError } from '../../errors';
import { findNamed } from '../refuse';

type Item = Readonly<Record<string, AttributeValue>>;

/** Items of a page. */
const pageSize = 50;

/** @returns What shows tables. */
export function createTableHandlers({
  definition,
  settings,
}: Pick<LocalCloud, 'settings'> & {
  readonly definition: Pick<LocalCloud['definition'], 'tables'>;
}): Handlers<'cloud.items' | 'cloud.tables'> {
  const client = new DynamoDBClient(settings);
  return {
    'cloud.tables': () =>
      Promise.all(
        definition.tables.map(async ({ name, partitionKey, sortKey, timeToLiveAttribute }) => {
          const counted = await client.send(new ScanCommand({ TableName: name, Select: 'COUNT' }));
          return {
            name,
            countedItems: counted.Count ?? 0,
            hasMore: counted.LastEvaluatedKey !== undefined,
            keys: [partitionKey.name, ...(sortKey ? [sortKey.name] : [])],
            ...(timeToLiveAttribute !== undefined && { timeToLiveAttribute }),
          };
        }),
      ),
    'cloud.items': async ({ table: tableName, startKey }) => {
      const { timeToLiveAttribute = '' } = findNamed('table', tableName, definition.tables);
      const { Items = [], LastEvaluatedKey } = await client
        .send(
          new ScanCommand({
            TableName: tableName,
            Limit: pageSize,
            ...(startKey !== undefined && { ExclusiveStartKey: readKey(startKey) }),
          }),
        )
        .catch((error: unknown) => {
          throw isWrongKey(error) ? new RefusedOperationError(wrongKey) : error;
        });
      return {
        items: Items.map((item) => {
          const expiresAtSeconds = item[timeToLiveAttribute]?.N;
          return {
            item: plainItem(item),
            ...(expiresAtSeconds !== undefined && { expiresAtMs: Number(expiresAtSeconds) * 1_000 }),
          };
        }),
        ...(LastEvaluatedKey && { nextKey: JSON.stringify(LastEvaluatedKey) }),
      };
    },
  };
}

const wrongKey = 'startKey must be the nextKey of the page before.';

/** Whether DynamoDB takes what was JSON for no key of its table. */
const isWrongKey = (error: unknown): boolean =>
  error instanceof Error && ['SerializationException', 'TypeError', 'ValidationException'].includes(error.name);

/** @throws {RefusedOperationError} It is no key that a page has given. */
function readKey(text: string): Item {
  try {
    return JSON.parse(text) as Item;
  } catch {
    throw new RefusedOperationError(wrongKey);
  }
}

/**
 * @returns An item as plain JSON: sets as lists, binary values as Base64, numbers that JavaScript would round as texts.
 */
export const plainItem = (item: Readonly<Record<string, AttributeValue>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainValue(value)]));

function plainValue({ S, N, BOOL, B, L, M, SS, NS, BS }: AttributeValue): unknown {
  if (N !== undefined) return plainNumber(N);
  if (L) return L.map(plainValue);
  if (M) return plainItem(M);
  if (NS) return NS.map(plainNumber);
  if (B) return base64(B);
  if (BS) return BS.map(base64);
  // NULL is all that is left.
  return S ?? BOOL ?? SS ?? null;
}

const plainNumber = (text: string): number | string => (String(Number(text)) === text ? Number(text) : text);

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
