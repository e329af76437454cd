import { type AttributeValue, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { type TableDefinition } from '@pulso/world/dynamodb';

import { type LocalCloud } from '../../cloud/local-cloud';
import { RefusedOperationError } from '../../errors';
import { findNamed } from '../refuse';
import { type PartHandlers } from './part-handlers';

type Item = Readonly<Record<string, AttributeValue>>;

/** Items of a page, and how many one request looks at for those that hold a text. */
const [pageSize, searchedCount] = [50, 1_000];

export interface TablesCloud extends Pick<LocalCloud, 'settings'> {
  readonly definition: Pick<LocalCloud['definition'], 'tables'>;
}

/** Shows tables and their items. */
export function createTablePart({ definition, settings }: TablesCloud): PartHandlers {
  const client = new DynamoDBClient(settings);
  return {
    list: () =>
      Promise.all(
        definition.tables.map(async (table) => {
          const { name, timeToLiveAttribute } = table;
          const { Count = 0, LastEvaluatedKey } = await client.send(
            new ScanCommand({ TableName: name, Select: 'COUNT' }),
          );
          const Items = LastEvaluatedKey ? `more than ${Count}` : Count;
          return {
            id: name,
            facts: { Items, Key: keysOf(table).join(', '), 'Items expire by': timeToLiveAttribute ?? 'never' },
          };
        }),
      ),
    detail: async (name, { from, holds }) => {
      const table = findNamed('table', name, definition.tables);
      const keys = keysOf(table);
      const wanted = holds.toLowerCase();
      const items: Item[] = [];
      let next = from === undefined ? undefined : readKey(from);
      do {
        const Limit = holds === '' ? pageSize : searchedCount;
        const page = await client
          .send(new ScanCommand({ TableName: name, Limit, ...(next && { ExclusiveStartKey: next }) }))
          .catch((error: unknown) => {
            throw isWrongKey(error) ? new RefusedOperationError(wrongKey) : error;
          });
        items.push(
          ...(page.Items ?? []).filter((item) => JSON.stringify(plainItem(item)).toLowerCase().includes(wanted)),
        );
        next = page.LastEvaluatedKey;
      } while (next && items.length < pageSize);
      const shown = items.slice(0, pageSize);
      const last = shown.at(-1);
      if (last && shown.length < items.length)
        next = Object.fromEntries(Object.entries(last).filter(([key]) => keys.includes(key)));
      return {
        about: 'Only the service that owns it reads and writes it.',
        rows: shown.map((item) => {
          const plain = plainItem(item);
          const key = Object.fromEntries(keys.map((each) => [each, String(plain[each])]));
          const expires = item[table.timeToLiveAttribute ?? '']?.N;
          const Expires = expires === undefined ? 'never' : { atMs: Number(expires) * 1_000 };
          return { id: Object.values(key).join(' '), facts: { ...key, Expires }, text: JSON.stringify(plain) };
        }),
        ...(next && { next: JSON.stringify(next) }),
      };
    },
  };
}

const keysOf = ({ partitionKey, sortKey }: Pick<TableDefinition, 'partitionKey' | 'sortKey'>): readonly string[] =>
  [partitionKey, ...(sortKey ? [sortKey] : [])].map(({ name }) => name);

const wrongKey = 'from must be the next of the page before.';

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

/** @returns An item as plain JSON: numbers that JavaScript would round as texts. */
export const plainItem = (item: Item): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainValue(value)]));

/** Items of the local cloud have texts, numbers, booleans, nulls, maps and lists. */
function plainValue({ S, N, BOOL, L, M }: AttributeValue): unknown {
  if (N !== undefined) return String(Number(N)) === N ? Number(N) : N;
  if (L) return L.map(plainValue);
  return M ? plainItem(M) : (S ?? BOOL ?? null);
}
