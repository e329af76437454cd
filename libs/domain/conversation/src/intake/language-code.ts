import { usageFields } from '@pulso/contracts/usage-metrics';
import * as z from 'zod/mini';

/**
 * Bounds what a person's app claims to speak: it ends up in a record that queries group by.
 *
 * @returns Lower case, for example `pt-br`; undefined when it does not look like a language.
 */
export const languageCodeOf = (claimed: string | undefined): string | undefined =>
  z.safeParse(usageFields.language_code.schema, claimed?.toLowerCase()).data;
