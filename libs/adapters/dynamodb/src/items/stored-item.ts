import type * as z from 'zod/mini';

import { type Item } from './to-item';

/** A kind of item, as one version of its service writes it and another one may have to read it. */
export interface StoredItem {
  /** As sentences call it. */
  readonly name: string;
  /** The key of one, with made-up ids. */
  readonly key: Item;
  /** What can be stored, without ids. */
  readonly schema: z.ZodMiniType;
  /** Writes what the schema takes, as the service does. */
  readonly write: (fields: never) => Item;
  /** Reads it, as the service does. @throws {MalformedItemError} Not retryable. */
  readonly read: (item: Item) => unknown;
}

/** Describes a kind of item. Services leave it out of their bundles. */
/* @__NO_SIDE_EFFECTS__ */
export function storedItem<T>(item: {
  readonly name: string;
  readonly key: Item;
  readonly schema: z.ZodMiniType<T>;
  readonly write: (fields: T) => Item;
  readonly read: (item: Item) => unknown;
}): StoredItem {
  return item;
}
