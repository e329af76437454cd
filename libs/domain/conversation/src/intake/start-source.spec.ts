import * as fc from 'fast-check';

import { startSourceOf } from './start-source';

describe('startSourceOf', () => {
  it.each([
    ['promo_x', 'promo_x'],
    ['Summer-2026', 'summer-2026'],
    ['SummerSale2026', 'summersale2026'],
    ['gmail_ads', 'gmail_ads'],
    ['4pda', '4pda'],
    ['ad2026', 'ad2026'],
    ['x'.repeat(32), 'x'.repeat(32)],
  ])('lets a campaign through: %j as %j', (payload, source) => {
    expect(startSourceOf(payload)).toBe(source);
  });

  it.each([
    ['too long a word', 'x'.repeat(33)],
    ['other letters', 'Ада'],
    ['a name in two words', 'Ada Lovelace'],
    ['a hexadecimal number', 'fbcd1a2b'],
    ['a hexadecimal number with its digits at the end', 'afcbde12'],
    ['the same in capitals', 'AFCBDE12'],
    ['an id in base64', 'MTIzNDU2Nzg5'],
    ['an e-mail address as a link can carry it', 'ada_lovelace_gmail_com'],
    ['another one', 'Ada-Yahoo-es'],
    ['an e-mail address in base64', 'YWRhQGV4YW1wbGUub3Jn'],
    ['a name in base64', 'QWRhIExvdmVsYWNl'],
    ['a token that changes its case', 'AbXyQvKz'],
    ['a name in base32', 'IFSGC5DF'],
  ])('writes %s as other: %j', (_, payload) => {
    expect(startSourceOf(payload)).toBe('other');
  });

  it.each(['', 'report'])('knows no source of %j', (payload) => {
    expect(startSourceOf(payload)).toBeUndefined();
  });
});

/** Like `tel-4917-6123_4567`: five digits or more, with and without separators. */
const scatteredDigits = fc
  .tuple(
    fc.constantFrom('', 'tel-', 'REF_', 'user'),
    fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom('', '-', '_')), { minLength: 5, maxLength: 13 }),
  )
  .map(([start, digits]) => start + digits.flat().join(''));

const uuid = fc.tuple(fc.uuid(), fc.boolean()).map(([id, hasHyphens]) => (hasHyphens ? id : id.replaceAll('-', '')));

const base64 = (text: string) => Buffer.from(text).toString('base64url');
const telegramId = fc.integer({ min: 100_000_000, max: 8_999_999_999 });

describe('the source of a start', () => {
  it('is nothing but words with fewer than five digits, whatever the link carries', () => {
    const payload = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\w-]{1,64}$/));

    fc.assert(
      fc.property(payload, (text) => {
        expect(startSourceOf(text) ?? 'none').toMatch(/^(?!(?:.*\d){5})[a-z0-9_-]{1,32}$/);
      }),
    );
  });

  it.each([
    ['five digits, whatever stands between them', scatteredDigits],
    ['an e-mail address', fc.emailAddress()],
    ['a UUID, with hyphens or without', uuid],
  ])('is never %s', (_, payload) => {
    fc.assert(fc.property(payload, (text) => startSourceOf(text) === 'other'));
  });

  // What such an encoding spells can be a word by chance.
  it.each([
    ['an id in base64', telegramId.map((id) => base64(String(id)))],
    ['an id in hexadecimal', telegramId.map((id) => id.toString(16))],
    ['an e-mail address in base64', fc.emailAddress().map(base64)],
  ])('is hardly ever %s: at most once in a hundred times', (_, payload) => {
    const sources = fc.sample(payload, { numRuns: 2_000, seed: 1 }).map(startSourceOf);

    expect(sources.filter((source) => source !== 'other').length).toBeLessThanOrEqual(20);
  });
});
