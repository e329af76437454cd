import { type AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';

import { MalformedItemError } from './errors';
import { type Item } from './to-item';

/** A field that an item lacks is absent, and never there with the value undefined. */
type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/**
 * Reads an item as its schema says; attributes that the schema does not know are dropped.
 *
 * @param schema - An object of texts, numbers, booleans and objects of these.
 * @param key - What errors call the item. They are logged, so let it name no chat.
 * @throws {MalformedItemError} An attribute is missing or wrong. It names attributes, never their values. Not retryable.
 */
export function readItem<T>(schema: z.ZodMiniType<T>, item: Item, key: string): Present<T> {
  const result = z.safeParse(schema, fieldsOf(item));
  // No field of an item is undefined, and the schema adds none.
  if (result.success) return result.data as Present<T>;
  throw new MalformedItemError(
    key,
    result.error.issues.map(({ path }) => `${path.join('.')} is ${item[String(path[0])] ? 'wrong' : 'missing'}`),
  );
}

/** Reads an attribute whose text is JSON. Parameters and errors as {@link readItem}. */
export function readJson<T>(schema: z.ZodMiniType<T>, item: Item, name: string, key: string): T {
  const text = item[name]?.S;
  if (text === undefined) throw new MalformedItemError(key, [`${name} is missing`]);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    throw new MalformedItemError(key, [`${name} is not JSON`]);
  }
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  throw new MalformedItemError(
    key,
    result.error.issues.map(({ path }) => `${[name, ...path].join('.')} is wrong`),
  );
}

const fieldsOf = (item: Item): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, valueOf(value)]));

/** @returns What a schema refuses, for types that these tables do not use. */
function valueOf({ S, N, BOOL, M }: AttributeValue): unknown {
  if (N !== undefined) return Number(N);
  return S ?? BOOL ?? (M && fieldsOf(M)) ?? null;
}
