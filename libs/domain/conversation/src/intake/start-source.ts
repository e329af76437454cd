import { usageFields } from '@pulso/contracts/usage-metrics';
import * as z from 'zod/mini';

import { argumentOfStart } from '../report/report-command';

/** Five digits may be a person's id or telephone number, in one piece or in several: `tel-4917-6123-4567`. */
const identifyingDigitCount = 5;

/** As people write words: letters of one case or in camel case, with a number at either end. Base64 mixes all three. */
const word = /^\d*(?:[A-Z]+|[a-z]*(?:[A-Z][a-z]{2,})*)\d*$/;

/** Where most addresses of people are; a link has no `@` and no full stop: `ada_lovelace_gmail_com`. */
const mailHost =
  /[_-](?:gmail|googlemail|hotmail|outlook|yahoo|ymail|icloud|protonmail|gmx|yandex|aol)[_-][a-z]{2,3}$/i;

/** A number of eight digits or more, such as an id; not `facade`, not `ad2026`. */
const hexadecimal = /^(?=.*\d)[\da-f]{8,}$/i;

/**
 * Bounds the source that a person claims: the payload of a link such as `t.me/PulsoDemoBot?start=promo_x`. Anybody can
 * make one up, and queries group records by it.
 *
 * A name in letters alone, and a token that happens to look like a word, can't be told from the name of a campaign.
 *
 * @returns Lower case; `other` if it may name a person or is not a payload; undefined without one, and for the bot's
 *   own link that opens an owner's chat.
 * @example
 * startSourceOf('Summer-2026'); // 'summer-2026'
 * startSourceOf('MTIzNDU2Nzg5'); // 'other': an id in base64
 * @see https://core.telegram.org/bots/features#deep-linking
 */
export function startSourceOf(payload: string): string | undefined {
  if (payload === '' || argumentOfStart(payload) !== undefined) return undefined;
  const source = z.safeParse(usageFields.source.schema, payload.toLowerCase()).data;
  return source === undefined || mayIdentify(payload) ? 'other' : source;
}

function mayIdentify(payload: string): boolean {
  const digitCount = payload.replaceAll(/\D/g, '').length;
  const isWord = (part: string) => word.test(part) && !hexadecimal.test(part);
  return digitCount >= identifyingDigitCount || mailHost.test(payload) || !payload.split(/[_-]/).every(isWord);
}
