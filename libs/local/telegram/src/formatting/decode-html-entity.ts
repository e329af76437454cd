const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** Numeric references of that many characters, ampersand included, are none. */
const longestNumeric = 10;

/**
 * Decodes one character reference.
 *
 * Telegram knows four names and the numeric forms, and a semicolon is optional; any other ampersand stands for itself,
 * so it is no error.
 *
 * @param at - Where the ampersand stands.
 * @returns The character and where the reading goes on, or `undefined` when there is no reference.
 * @see https://core.telegram.org/bots/api#html-style
 */
export function decodeHtmlEntity(html: string, at: number): { character: string; nextAt: number } | undefined {
  const match = /^&(?:#x([0-9a-f]+)|#([0-9]+)|([a-z]+));?/i.exec(html.slice(at, at + 16));
  if (!match) return undefined;
  const [whole, hex, decimal, name] = match;
  if (name === undefined && whole.replace(';', '').length >= longestNumeric) return undefined;
  const character = name === undefined ? fromCode(hex ? parseInt(hex, 16) : Number(decimal)) : named[name];
  return character === undefined ? undefined : { character, nextAt: at + whole.length };
}

const fromCode = (code: number): string | undefined =>
  code > 0 && code < 0x10ffff ? String.fromCodePoint(code) : undefined;
