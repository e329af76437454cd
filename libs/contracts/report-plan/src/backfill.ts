import { nonEmpty, wholeNumber } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

/**
 * Repeats a question of a scheduled run when its late records can be found. It identifies the question exactly: the
 * answer counts only for a plan with the same question.
 */
export const backfillSchema = z.object({
  /** See `definition` of a planned question. */
  definition: nonEmpty,
  /** Epoch ms; the window is `[start, end)`. */
  windowStartMs: wholeNumber,
  windowEndMs: wholeNumber,
});
