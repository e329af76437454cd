import { startSourceOf } from './start-source';

describe('startSourceOf', () => {
  it.each([
    ['promo_x', 'promo_x'],
    ['Summer-2026', 'summer-2026'],
    ['SummerSale2026', 'summersale2026'],
    ['YouTube', 'youtube'],
    ['REF_12', 'ref_12'],
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
    ['an e-mail address', 'ada@example.org'],
    ['an id', '4242424242'],
    ['a number of five digits', 'ref_12345'],
    ['a telephone number', '+49-176-1234567'],
    ['a telephone number with a word', 'tel-4917-6123-4567'],
    ['five digits in two pieces', 'a12_b345'],
    ['a UUID', '3fa85f64-5717-4562-b3fc-2c963f66afa6'],
    ['a UUID without hyphens', '3fa85f6457174562b3fc2c963f66afa6'],
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
