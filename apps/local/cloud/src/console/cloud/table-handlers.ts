import { type AttributeValue, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { type Handlers } from '@pulso/local/console-api';
import { type TableDefinition } from '@pulso/world/dynamodb';

import { type LocalCloud } from '../../cloud/local-cloud';
import { RefusedOperationError } from '../../errors';
import { findNamed } from '../refuse';

type Item = Readonly<Record<string, AttributeValue>>;

/** Items of a page, and how many one request looks at for those that hold a text. */
const [pageSize, searchedCount] = [50, 1_000];

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
        definition.tables.map(async (table) => {
          const { name, timeToLiveAttribute } = table;
          const counted = await client.send(new ScanCommand({ TableName: name, Select: 'COUNT' }));
          return {
            name,
            countedItems: counted.Count ?? 0,
            hasMore: counted.LastEvaluatedKey !== undefined,
            keys: keysOf(table),
            ...(timeToLiveAttribute !== undefined && { timeToLiveAttribute }),
          };
        }),
      ),
    'cloud.items': async ({ table: tableName, startKey, holds = '' }) => {
      const table = findNamed('table', tableName, definition.tables);
      const { timeToLiveAttribute = '' } = table;
      const Items: Item[] = [];
      let nextKey = startKey === undefined ? undefined : readKey(startKey);
      do {
        const page = await client
          .send(
            new ScanCommand({
              TableName: tableName,
              Limit: holds === '' ? pageSize : searchedCount,
              ...(nextKey && { ExclusiveStartKey: nextKey }),
            }),
          )
          .catch((error: unknown) => {
            throw isWrongKey(error) ? new RefusedOperationError(wrongKey) : error;
          });
        Items.push(...(page.Items ?? []).filter((item) => JSON.stringify(plainItem(item)).includes(holds)));
        nextKey = page.LastEvaluatedKey;
      } while (nextKey && Items.length < pageSize);
      const shown = Items.slice(0, pageSize);
      if (shown.length < Items.length) nextKey = keyOf(shown.at(-1), keysOf(table));
      return {
        items: shown.map((item) => {
          const expiresAtSeconds = item[timeToLiveAttribute]?.N;
          return {
            item: plainItem(item),
            ...(expiresAtSeconds !== undefined && { expiresAtMs: Number(expiresAtSeconds) * 1_000 }),
          };
        }),
        ...(nextKey && { nextKey: JSON.stringify(nextKey) }),
      };
    },
  };
}

const keysOf = ({ partitionKey, sortKey }: Pick<TableDefinition, 'partitionKey' | 'sortKey'>): readonly string[] =>
  [partitionKey, ...(sortKey ? [sortKey] : [])].map(({ name }) => name);

const keyOf = (item: Item | undefined, keys: readonly string[]): Item =>
  Object.fromEntries(Object.entries(item ?? {}).filter(([name]) => keys.includes(name)));

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
