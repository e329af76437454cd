import { checkRecord, SavedRecordError } from '@pulso/local-saved-records';
import * as z from 'zod/mini';

import { type AttributeValue } from './dynalite-engine';
import { tablePrefix } from './dynalite-modules';
import { type RememberedCall } from './transaction-tokens';

/** What is kept beside the database. */
export interface SavedSettings {
  readonly timeToLive: readonly (readonly [tableName: string, attributeName: string])[];
  readonly tokens: readonly (readonly [token: string, call: RememberedCall])[];
}

/** An entry of the database of dynalite: a table, a tag, or an item, which is also an entry of each of its indexes. */
export type SavedEntry = readonly [key: string, value: unknown];

const settings = z.looseObject({
  timeToLive: z.array(z.tuple([z.string(), z.string()])),
  tokens: z.array(z.tuple([z.string(), z.looseObject({ digest: z.string(), untilMs: z.number() })])),
});

const keySchema = z
  .array(z.looseObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
  .check(z.minLength(1));
const indexes = z.optional(z.array(z.looseObject({ IndexName: z.string(), KeySchema: keySchema })));

const table = z.looseObject({
  TableName: z.string(),
  TableArn: z.string(),
  TableStatus: z.string(),
  CreationDateTime: z.number(),
  KeySchema: keySchema,
  AttributeDefinitions: z.array(z.looseObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  GlobalSecondaryIndexes: indexes,
  LocalSecondaryIndexes: indexes,
});

const attribute: z.ZodMiniType<AttributeValue> = z.union([
  z.strictObject({ S: z.string() }),
  z.strictObject({ N: z.string() }),
  z.strictObject({ B: z.string() }),
  z.strictObject({ BOOL: z.boolean() }),
  z.strictObject({ NULL: z.boolean() }),
  z.strictObject({ SS: z.array(z.string()) }),
  z.strictObject({ NS: z.array(z.string()) }),
  z.strictObject({ BS: z.array(z.string()) }),
  z.strictObject({ L: z.array(z.lazy(() => attribute)) }),
  z.strictObject({
    M: z.record(
      z.string(),
      z.lazy(() => attribute),
    ),
  }),
]);

const anyEntry = z.tuple([z.string(), z.unknown()]);
const tableEntry = z.tuple([z.string(), table]);
const itemEntry = z.tuple([z.string(), z.record(z.string(), attribute)]);
const tagEntry = z.tuple([z.string(), z.string()]);

/** The keys that dynalite gives: `item-<table>~…`, `index-global~<table>~<index>~…`, `tag-<table>~…`. */
const keyPattern = /^(?:(?<kind>item|tag)-|index-(?:global|local)~)(?<tableName>[^~]+)~/;

/**
 * Checks saved tables and items, before any of them is put back.
 *
 * @throws {SavedRecordError} One has another form, or belongs to a table that none of them is.
 */
export function checkTableRecords([first, ...others]: readonly unknown[]): {
  readonly settings: SavedSettings;
  readonly entries: readonly SavedEntry[];
} {
  const saved = checkRecord<SavedSettings>(first, 0, settings);
  const entries = others.map((record, index) => checkRecord<SavedEntry>(record, index + 1, anyEntry));
  const tableNames = new Set<string | undefined>();
  entries.forEach(([key, value], index) => {
    if (!key.startsWith(tablePrefix)) return;
    checkRecord([key, value], index + 1, tableEntry);
    tableNames.add(key.slice(tablePrefix.length));
  });
  entries.forEach(([key, value], index) => {
    if (key.startsWith(tablePrefix)) return;
    const { kind, tableName } = keyPattern.exec(key)?.groups ?? {};
    if (!tableNames.has(tableName)) throw new SavedRecordError(index + 2, 'it belongs to no table that is saved');
    checkRecord([key, value], index + 1, kind === 'tag' ? tagEntry : itemEntry);
  });
  return { settings: saved, entries };
}
