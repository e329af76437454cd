/**
 * What a terminal would obey or hide instead of showing: control characters (ANSI sequences start with one), line and
 * paragraph separators, marks that reverse the direction of text, invisible characters and halves of surrogate pairs.
 * Joiners stay, since emoji and several scripts are written with them.
 */
const unsafe =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

const plain = /^[ -~]*$/;

const shortForms: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Makes a text from elsewhere harmless on a terminal and keeps it on one line.
 *
 * @returns The text with `\n`, `\t`, `\x1b`, `\u202e` and so on in place of what is not shown. Backslashes of the text
 * itself stay as they are.
 * @example
 * escapeControls('red: \u001b[31m'); // 'red: \\x1b[31m'
 */
export const escapeControls = (text: string): string => (plain.test(text) ? text : text.replace(unsafe, escapeOne));

function escapeOne(char: string): string {
  const short = shortForms[char];
  if (short !== undefined) return short;
  const hex = (char.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}
