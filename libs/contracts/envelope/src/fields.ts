import * as z from 'zod/mini';

/** An id, a name or a text that must say something. */
export const nonEmpty = z.string().check(z.minLength(1));

/** A value that another sender may extend: one of the wrong kind counts as absent, so that no message fails over it. */
export const tolerant = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.catch<z.ZodMiniOptional<Schema>>(z.optional(schema), undefined);

/** A count, a duration or a time since 1970: never negative, and never a fraction. */
export const wholeNumber = z.int().check(z.nonnegative());
