import type * as z from 'zod/mini';

/** One kind of content that services hand over to one another, or to their own later versions. */
export interface Exchange {
  /** A queue's, a payload's or a table's. */
  readonly name: string;
  /** The service that reads it. */
  readonly reader: string;
  /** Each schema with what sentences call its contents, and who writes them. */
  readonly contents: readonly Content[];
  /** Reads what is sent, as the service does. */
  readonly read: (text: string, contentName: string) => unknown;
  /** An older reader need not understand it. */
  readonly isForLaterReaders?: true;
}

/** What a reader says of a kind of content that this version does not have. */
export const unknownContent = Symbol('unknown content');

export interface Content {
  readonly name: string;
  readonly writer: string;
  /** Where readers look for it: a queue's name, or a key with made-up ids. */
  readonly place: string;
  readonly schema: z.core.$ZodType;
  /** Writes a value of the schema, as the service does. Absent: as JSON. */
  readonly write?: (value: unknown) => string;
}
