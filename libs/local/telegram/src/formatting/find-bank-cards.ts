import { type Span } from './found-url';

/** What no number of a card stands behind. */
const inWord = /[.,+\-_\p{L}]$/u;

/**
 * Finds numbers of bank cards: 13 to 19 digits, spaces or dashes between them, with a right check digit and a length
 * that their issuer uses.
 *
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp match_bank_card_numbers
 */
export function findBankCards(text: string): Span[] {
  const found: Span[] = [];
  const runs = /\d[\d -]*/g;
  for (let run = runs.exec(text); run; run = runs.exec(text)) {
    const begin = run.index;
    if (inWord.test(text.slice(Math.max(0, begin - 2), begin))) continue;
    const [alone] = /^\d{16,19}(?= )/.exec(run[0]) ?? [];
    if (alone !== undefined) runs.lastIndex = begin + alone.length;
    const shown = (alone ?? run[0]).replace(/[ -]+$/, '');
    const digits = shown.replace(/[ -]/g, '');
    const end = begin + shown.length;
    const goesOn = /^[-_\p{L}]/u.test(text.slice(end, end + 2));
    if (!goesOn && shown.length < 2 * digits.length && isCardNumber(digits)) found.push({ begin, end });
  }
  return found;
}

/** Prefixes of issuers and the lengths of their numbers; other issuers have any. */
const issuers: readonly (readonly [prefix: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [13, 16, 18, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^(?:62|81)/, [16, 17, 18, 19]],
  [/^220[0-4]/, [16]],
];

function isCardNumber(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19) return false;
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  if (sum % 10 !== 0) return false;
  const issuer = issuers.find(([prefix]) => prefix.test(digits));
  return issuer === undefined || issuer[1].includes(digits.length);
}
