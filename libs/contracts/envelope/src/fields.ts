import * as z from 'zod/mini';

/** An id, a name or a text that must say something. */
export const nonEmpty = z.string().check(z.minLength(1));

/** A count, a duration or a time since 1970: never negative, and never a fraction. */
export const wholeNumber = z.int().check(z.nonnegative());
