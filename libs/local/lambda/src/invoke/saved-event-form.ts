import * as z from 'zod/mini';

const count = z.int().check(z.nonnegative());

/** The form of an asynchronous event that is saved. */
export const savedEventForm = z.looseObject({
  functionName: z.string(),
  requestId: z.string().check(z.minLength(1)),
  payload: z.string(),
  acceptedAtMs: z.number(),
  attemptCount: count,
  throttleCount: count,
  nextAtMs: z.optional(z.number()),
  lastResult: z.optional(
    z.looseObject({
      requestId: z.string(),
      payload: z.string(),
      functionError: z.optional(z.literal('Unhandled')),
    }),
  ),
});
