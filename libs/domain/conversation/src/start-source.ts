import { usageFields } from '@pulso/contracts/usage-metrics';
import * as z from 'zod/mini';

import { chatReports } from './chat-reports';
import { argumentOfStart } from './start-payload';

/** A number of so many digits may be a person's id or telephone number. */
const identifyingNumber = /\d{5}/;

/**
 * Bounds where a person says they come from: the payload of a link such as `t.me/PulsoDemoBot?start=promo_x`, which
 * anybody can make up and which ends up in a record that queries group by.
 *
 * @returns Lower case; `other` for what may name a person or is no payload; undefined without one, and for the bot's own
 *   link by which owners open their chat with it.
 * @see https://core.telegram.org/bots/features#deep-linking
 */
export function startSourceOf(payload: string): string | undefined {
  if (payload === '' || argumentOfStart(payload, chatReports) !== undefined) return undefined;
  const source = z.safeParse(usageFields.source.schema, payload.toLowerCase()).data;
  return source === undefined || identifyingNumber.test(source) ? 'other' : source;
}
