import type * as z from 'zod/mini';

import { type Item } from './to-item';

/** A kind of item, as one version writes it and another one may have to read it. */
export interface StoredItem {
  /** As sentences call it. */
  readonly name: string;
  /** What its attributes hold, without keys. */
  readonly schema: z.ZodMiniType;
  /** Attributes that are stored as JSON text. Absent: none. */
  readonly json?: readonly string[];
  /** Reads it. @throws {MalformedItemError} Not retryable. */
  readonly read: (item: Item) => unknown;
}
