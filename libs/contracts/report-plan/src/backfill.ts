import { nonEmpty, wholeNumber } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

/**
 * Asks a question of a scheduled run once more, when its late records can be found, and says what exactly is asked: the
 * answer counts only for a plan that has asked the same.
 */
export const backfillSchema = z.object({
  /** See `definition` of a planned question. */
  definition: nonEmpty,
  /** Epoch ms; the window is `[start, end)`. */
  windowStartMs: wholeNumber,
  windowEndMs: wholeNumber,
});
