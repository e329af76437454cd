import { type AttributeValue, type SavedDatabase, type SavedTable } from '@pulso/local/dynamodb';
import { checkRecord, SavedRecordError } from '@pulso/local/saved-records';
import * as z from 'zod/mini';

const tokens = z.looseObject({
  tokens: z.array(z.tuple([z.string(), z.looseObject({ digest: z.string(), untilMs: z.number() })])),
});

const keySchema = z
  .array(z.looseObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
  .check(z.minLength(1));
const indexes = z.optional(
  z.array(z.looseObject({ IndexName: z.string(), KeySchema: keySchema, Projection: z.looseObject({}) })),
);

const table = z.looseObject({
  request: z.looseObject({
    TableName: z.string(),
    KeySchema: keySchema,
    AttributeDefinitions: z.array(z.looseObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
    GlobalSecondaryIndexes: indexes,
    LocalSecondaryIndexes: indexes,
  }),
  createdAtSeconds: z.number(),
  tags: z.record(z.string(), z.string()),
  timeToLiveAttribute: z.optional(z.string()),
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

const item = z.record(z.string(), attribute);
const eitherRecord = z.union([z.strictObject({ table }), z.strictObject({ item })]);

type EitherRecord =
  | { readonly table: Omit<SavedTable, 'items'>; readonly item?: never }
  | { readonly item: SavedTable['items'][number]; readonly table?: never };

/** @returns Records as JSON texts: the tokens of transactions, then each table with its items behind it. */
export const recordsOf = ({ tokens: calls, tables }: SavedDatabase): string[] =>
  [
    { tokens: calls },
    ...tables.flatMap(({ items, ...rest }) => [{ table: rest }, ...items.map((saved) => ({ item: saved }))]),
  ].map((record) => JSON.stringify(record));

/**
 * Checks saved tables and items, before any of them is put back.
 *
 * @throws {SavedRecordError} One has another form, or belongs to no table.
 */
export function readTableRecords([first, ...others]: readonly unknown[]): SavedDatabase {
  const { tokens: calls } = checkRecord<Pick<SavedDatabase, 'tokens'>>(first, 0, tokens);
  const tables: (Omit<SavedTable, 'items'> & { readonly items: SavedTable['items'][number][] })[] = [];
  others.forEach((other, index) => {
    const record = checkRecord<EitherRecord>(other, index + 1, eitherRecord);
    if (record.table) tables.push({ ...record.table, items: [] });
    else if (tables.length > 0) tables.at(-1)!.items.push(record.item);
    else throw new SavedRecordError(index + 2, 'it belongs to no table that is saved');
  });
  return { tokens: calls, tables };
}
