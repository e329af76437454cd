import * as z from 'zod/mini';

/** An id, a name or a text that must not be empty. */
export const nonEmpty = z.string().check(z.minLength(1));

/** A value that another sender may extend: an invalid value counts as absent, so that the message stays valid. */
export const tolerant = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.catch<z.ZodMiniOptional<Schema>>(z.optional(schema), undefined);

/** A count, a duration or a time since 1970: a whole number, never negative. */
export const wholeNumber = z.int().check(z.nonnegative());
